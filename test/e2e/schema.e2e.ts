import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

it('builds by migrations exactly what the entities describe, on the embedded database', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-schema-'));
  const environment = { PATH: process.env.PATH, DATA_DIR: directory };
  const { stdout } = await run(process.execPath, ['dist/src/cli/check-schema.js'], { env: environment });
  expect(stdout).toContain('exactly');
  rmSync(directory, { recursive: true });
});
