import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';

const common = {
  type: 'postgres',
  migrations,
  migrationsTableName: 'migrations',
  migrationsTransactionMode: 'each',
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  synchronize: false,
  // Not 'error': TypeORM would print the values of every failed query, hashes of passwords among them.
  logging: ['warn'],
} as const satisfies Partial<DataSourceOptions>;

/** Options for a PostgreSQL server. */
export const serverOptions = (url: string): DataSourceOptions => ({
  ...common,
  url,
  poolSize: 10,
  connectTimeoutMS: 10_000,
  extra: { idle_in_transaction_session_timeout: 60_000 },
});

/** Options for the database inside this process: the same driver, dialect and migrations. */
export const embeddedOptions = (embedded: EmbeddedPostgres): DataSourceOptions => ({
  ...common,
  ...embedded.connectionOptions(),
});
