import { readFileSync, writeFileSync } from 'node:fs';
import { AnalysesClient } from '../support/analyses-client.js';
import { decodePicture, SpectrogramClient } from '../support/spectrogram-client.js';
import { storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';
import { int16Bytes, tone, wavBytes } from '../support/wav-bytes.js';

/** Bytes of a pyramid's header. */
const POSITION = 8;
const DESCRIPTION_BYTES = 16;
const TILES = 20;
const HEADER_BYTES = 32;

const changed = (bytes: Buffer, change: (bytes: Buffer) => unknown): Buffer => {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
};

/** What a disk may make of a file. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'nothing left': () => Buffer.alloc(0),
  'only the header': (bytes) => bytes.subarray(0, HEADER_BYTES),
  'cut in the middle': (bytes) => bytes.subarray(0, bytes.length / 2),
  zeros: (bytes) => Buffer.alloc(bytes.length),
  'zeros behind the header': (bytes) => changed(bytes, (copy) => copy.fill(0, HEADER_BYTES)),
  'other tiles': (bytes) => changed(bytes, (copy) => copy.fill(0x55, HEADER_BYTES, copy.readDoubleLE(POSITION))),
  'an index far away': (bytes) => changed(bytes, (copy) => copy.writeDoubleLE(1e300, POSITION)),
  'an index nowhere': (bytes) => changed(bytes, (copy) => copy.writeDoubleLE(NaN, POSITION)),
  'an index before the file': (bytes) => changed(bytes, (copy) => copy.writeDoubleLE(-5, POSITION)),
  'a description of gigabytes': (bytes) => changed(bytes, (copy) => copy.writeUInt32LE(2 ** 32 - 1, DESCRIPTION_BYTES)),
  'a billion tiles': (bytes) => changed(bytes, (copy) => copy.writeUInt32LE(2 ** 30, TILES)),
  'a description of nothing': (bytes) =>
    changed(bytes, (copy) => {
      const begin = copy.readDoubleLE(POSITION);
      copy.fill(' ', begin, begin + copy.readUInt32LE(DESCRIPTION_BYTES));
      copy.write('null', begin);
    }),
  'a tile of gigabytes': (bytes) =>
    changed(bytes, (copy) =>
      copy.writeUInt32LE(2 ** 32 - 1, copy.readDoubleLE(POSITION) + copy.readUInt32LE(DESCRIPTION_BYTES) + 8),
    ),
};

describe('spectrogram tiles that the disk', () => {
  let server: TestServer;
  let client: SpectrogramClient;
  let analyses: AnalysesClient;
  let recordings = 0;

  beforeAll(async () => {
    server = await TestServer.start();
    const { token } = await server.newUser('unlucky@example.org');
    client = new SpectrogramClient(server, token);
    analyses = new AnalysesClient(server, token);
  });
  afterAll(() => server.stop());

  /** A recording with tiles, and their file. */
  async function withTiles(): Promise<{ id: string; file: string; build: () => Promise<void> }> {
    const before = new Set(storedFiles(server.dataDirectory));
    // Each of another length: equal ones would be answered from the cache of tiles.
    const id = await client.upload(wavBytes({ data: int16Bytes(tone(320_000 + 16_000 * recordings++)) }));
    const build = async (): Promise<void> => {
      const { body } = await server.call<{ id: string }>(`/v1/recordings/${id}/analyses`, {
        token: client.token,
        json: { kind: 'spectrogram' },
      });
      await expect(analyses.ends(body.id)).resolves.toMatchObject({ status: 'succeeded' });
    };
    await build();
    const file = storedFiles(server.dataDirectory).find((path) => !before.has(path) && path.includes('spectrogram'));
    return { id, file: file!, build };
  }

  it.each(Object.keys(DAMAGES))('made %s of, say how to mend them, and views are drawn all the same', async (name) => {
    const { id, file, build } = await withTiles();
    writeFileSync(file, DAMAGES[name](readFileSync(file)));
    // A fresh process, which has nothing in its caches.
    if (name === 'a description of nothing' || name === 'a tile of gigabytes') await server.restart();
    for (const path of ['/tiles/0/0', '/tiles/0/0?aggregate=mean']) {
      const { status, bytes } = await client.get(id, path);
      expect([path, status, bytes.toString('utf8')]).toEqual([path, 409, expect.stringContaining('build them again')]);
    }
    expect([200, 409]).toContain((await client.get(id, '/tiles')).status);
    for (const path of ['?columns=8', '?columns=8&aggregate=mean']) {
      await expect(client.picture(id, path)).resolves.toMatchObject({ width: 8, height: 300 });
    }
    await build();
    const { bytes } = await client.get(id, '/tiles/0/0');
    await expect(decodePicture(bytes)).resolves.toMatchObject({ width: 256, height: 300 });
  });
});
