import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../support/server-process.js';

describe('a server whose job kinds do not fit together', () => {
  it.each([
    ['no processor', `Kind "probe.misfit" has no processor: decorate one provider with @Processes('probe.misfit')`],
    ['two processors', 'Kind "probe.misfit" has 2 processors (FirstProcessor, SecondProcessor): keep one'],
    ['two registrations', 'Kind "probe.misfit" is registered twice'],
    ['no registration', 'FirstProcessor processes "probe.misfit", which no module registers'],
  ])('does not start: %s', async (misfit, message) => {
    const directory = mkdtempSync(join(tmpdir(), 'earshot-misfit-'));
    const start = ServerProcess.start('dist/test/support/misfit-server.js', { DATA_DIR: directory, MISFIT: misfit });
    await expect(start).rejects.toThrow(message);
    rmSync(directory, { recursive: true });
  });
});
