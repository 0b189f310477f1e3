import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a command on an empty embedded database of its own, so that the result depends on the code only and nobody's data is touched.
 * To be called before anything reads the environment.
 */
export async function inScratchDataDirectory<T>(command: () => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-'));
  process.env.DATA_DIR = directory;
  process.env.ROLE = 'all';
  delete process.env.DATABASE_URL;
  delete process.env.REDIS_URL;
  try {
    return await command();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
