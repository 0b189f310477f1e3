import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { mkdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';

/**
 * PGlite answers in microtasks, so a burst of queries would starve timers and sockets; every query therefore lets the event
 * loop turn once before it starts.
 */
class YieldingPGlite extends PGlite {
  override async execProtocolStream(
    ...args: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    await nextTurn();
    return super.execProtocolStream(...args);
  }
}

/** PostgreSQL in this process, kept in `directory`, behind the same `pg` client that a server is reached through. */
export class EmbeddedPostgres {
  private constructor(private readonly pglite: PGlite) {}

  /** @param directory where the database is kept; `undefined` for one in memory */
  static async open(directory?: string): Promise<EmbeddedPostgres> {
    if (directory !== undefined) mkdirSync(directory, { recursive: true });
    const pglite = await YieldingPGlite.create({ dataDir: directory ?? 'memory://' });
    return new EmbeddedPostgres(pglite);
  }

  /** `driver` and `extra` for TypeORM's postgres driver: a pool of the one connection that PGlite has. */
  connectionOptions(): { driver: typeof pg; extra: Record<string, unknown>; poolSize: 1 } {
    return {
      driver: pg,
      poolSize: 1,
      extra: { ...createPgConfig(this.pglite), max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 60_000 },
    };
  }

  async close(): Promise<void> {
    await this.pglite.close();
  }
}
