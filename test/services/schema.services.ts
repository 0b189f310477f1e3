import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ScratchDatabase } from '../support/scratch-database.js';

const run = promisify(execFile);

describe('schema on PostgreSQL', () => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await ScratchDatabase.create();
  });
  afterAll(() => database.drop());

  const check = () =>
    run(process.execPath, ['dist/src/cli/check-schema.js'], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: '/tmp/earshot-schema' },
    });

  it('is built by migrations exactly as the entities describe it, also when several processes start at once', async () => {
    const outcomes = await Promise.all([check(), check(), check()]);
    for (const { stdout } of outcomes) expect(stdout).toContain('exactly');
  });
});
