import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { chmodSync, mkdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pg, { type DatabaseError } from 'pg';

/** First bytes of the messages Sync and Query, of which each query has one. */
const STARTS_WORK: ReadonlySet<number> = new Set(Buffer.from('SQ'));

/**
 * PGlite answers in microtasks, so a burst of queries would starve timers and sockets; every query therefore lets the event
 * loop turn once before it starts.
 */
class YieldingPGlite extends PGlite {
  onBreakdown?: (reason: string) => void;

  override async execProtocolStream(
    ...args: Parameters<PGlite['execProtocolStream']>
  ): ReturnType<PGlite['execProtocolStream']> {
    if (STARTS_WORK.has(args[0][0])) await nextTurn();
    const messages = await super.execProtocolStream(...args);
    const panic = (messages as readonly Partial<DatabaseError>[]).find(({ severity }) => severity === 'PANIC');
    if (panic !== undefined) this.onBreakdown?.(panic.message ?? 'without a reason');
    return messages;
  }
}

/** PGlite makes its files readable and writable for everybody on the machine; they hold hashes of passwords. */
function keepPrivate(directory: string): void {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
}

/** PostgreSQL in this process, kept in `directory`, behind the same `pg` client that a server is reached through. */
export class EmbeddedPostgres {
  private constructor(private readonly pglite: PGlite) {}

  /**
   * @param directory where the database is kept; `undefined` for one in memory
   * @param onBreakdown told why the database gave up: it answers nothing from then on, and its process must end. What was committed is
   * there again after a restart
   */
  static async open(directory?: string, onBreakdown?: (reason: string) => void): Promise<EmbeddedPostgres> {
    if (directory !== undefined) keepPrivate(directory);
    // Not `create`, which makes a plain PGlite whatever class it is called on.
    const pglite = new YieldingPGlite({ dataDir: directory ?? 'memory://' });
    pglite.onBreakdown = onBreakdown;
    await pglite.waitReady;
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
