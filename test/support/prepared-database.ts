import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER_ENTRY, ServerProcess } from './server-process.js';

export const ADMIN = { email: 'admin@example.org', password: 'admin password 1' } as const;

/** Workers inherit the environment of the process that runs the set-up. */
const PLACE = 'PREPARED_DATA_DIRECTORY';

/** What a first start makes, made once for all test files: making a database anew takes seconds of processor time. */
export async function prepareDatabase(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-prepared-'));
  const environment = { DATA_DIR: directory, ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };
  const server = await ServerProcess.start(SERVER_ENTRY, environment);
  await server.stop();
  process.env[PLACE] = directory;
}

export function dropPreparedDatabase(): void {
  const directory = process.env[PLACE];
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
}

/** Gives a new DATA_DIR the database of a first start; its secrets are its own. */
export function copyPreparedDatabase(dataDirectory: string): void {
  const directory = process.env[PLACE];
  if (directory === undefined) return;
  cpSync(join(directory, 'database'), join(dataDirectory, 'database'), { recursive: true });
}
