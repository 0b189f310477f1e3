import { randomBytes } from 'node:crypto';
import pg from 'pg';

const SERVER = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** An empty database on the PostgreSQL server of the tests. */
export class ScratchDatabase {
  private constructor(
    private readonly name: string,
    readonly url: string,
  ) {}

  static async create(prefix = 'earshot_test'): Promise<ScratchDatabase> {
    const name = `${prefix}_${randomBytes(6).toString('hex')}`;
    await ScratchDatabase.administer(`CREATE DATABASE ${name}`);
    const url = new URL(SERVER);
    url.pathname = `/${name}`;
    return new ScratchDatabase(name, url.href);
  }

  /** Ends every connection and removes the database. */
  async drop(): Promise<void> {
    await ScratchDatabase.administer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  private static async administer(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: SERVER });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
