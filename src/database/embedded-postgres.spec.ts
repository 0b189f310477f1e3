import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from './embedded-postgres.js';

describe('EmbeddedPostgres', () => {
  let directory: string;
  let database: EmbeddedPostgres;
  let pool: pg.Pool;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'earshot-database-'));
    chmodSync(directory, 0o755);
    database = await EmbeddedPostgres.open(directory);
    pool = new pg.Pool(database.connectionOptions().extra);
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
    rmSync(directory, { recursive: true });
  });

  it('keeps other users of the machine out of its files', () => {
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('lets the event loop turn in a burst of queries', async () => {
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns++;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const queries = 200;
    for (let query = 0; query < queries; query++) await pool.query('SELECT $1::int', [query]);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(queries / 2);
  });
});
