import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileForm, makeWav } from '../support/make-wav.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const ORPHAN = 'abcdef01-2345-4678-9abc-def012345678';

describe('after a crash', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  it('removes bytes without a recording and unfinished uploads, and keeps recordings', async () => {
    const token = await server.adminToken();
    const wav = makeWav({ seconds: 1 });
    const { body } = await server.call<{ id: string }>('/v1/recordings', { token, form: fileForm(wav) });
    const kept = storedFiles(server.dataDirectory);
    expect(kept).toHaveLength(2);

    const directory = join(server.dataDirectory, 'audio', ORPHAN.slice(0, 2), ORPHAN.slice(2, 4));
    mkdirSync(directory, { recursive: true });
    const anHourAgo = new Date(Date.now() - 3600_000);
    for (const name of [join(directory, ORPHAN), join(server.dataDirectory, 'audio', 'incoming', 'cut.part')]) {
      writeFileSync(name, 'x');
      utimesSync(name, anHourAgo, anHourAgo);
    }
    await server.kill();
    await server.restart();
    const files = await eventually(
      () => storedFiles(server.dataDirectory),
      ({ length }) => length === kept.length,
    );
    expect(files.sort()).toEqual(kept.sort());
    const again = await server.adminToken();
    expect((await server.call(`/v1/recordings/${body.id}/audio`, { token: again })).status).toBe(200);
  });
});
