import type { DataSource } from 'typeorm';

/** Any constant does; it must only be the same in every process that shares the database. */
const MIGRATION_LOCK = 7_364_201;

/** Brings the schema up to date. Processes that start at the same time on one server do it one after the other. */
export async function runMigrations(dataSource: DataSource, shared: boolean): Promise<void> {
  if (!shared) {
    await dataSource.runMigrations();
    return;
  }
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lock.release();
  }
}
