import type { MigrationInterface } from 'typeorm';
import { Accounts1763700001000 } from './1763700001000-accounts.js';

/** Every migration, oldest first. They run at start on both database profiles. */
export const migrations: (new () => MigrationInterface)[] = [Accounts1763700001000];
