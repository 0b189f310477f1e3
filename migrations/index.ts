import type { MigrationInterface } from 'typeorm';

/** Every migration, oldest first. They run at start on both database profiles. */
export const migrations: (new () => MigrationInterface)[] = [];
