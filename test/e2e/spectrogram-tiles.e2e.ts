import { AnalysesClient } from '../support/analyses-client.js';
import { decodePicture, SpectrogramClient } from '../support/spectrogram-client.js';
import { storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';
import { int16Bytes, wavBytes } from '../support/wav-bytes.js';

const RATE_HZ = 16_000;
const SECONDS = 60;
const CLICK_SECOND = 41.2;

/** A minute of a rising tone in noise, and one click. */
function sweep(): Buffer {
  const samples = new Int16Array(SECONDS * RATE_HZ);
  let state = 1;
  for (let index = 0; index < samples.length; index++) {
    state = (state * 48_271) % 2_147_483_647;
    const phase = 2 * Math.PI * (500 * (index / RATE_HZ) + 25 * (index / RATE_HZ) ** 2);
    samples[index] = 2_000 * Math.sin(phase) + 200 * (state / 2_147_483_647 - 0.5);
  }
  for (let index = 0; index < 16; index++) samples[CLICK_SECOND * RATE_HZ + index] = index % 2 === 0 ? 32_000 : -32_000;
  return wavBytes({ sampleRateHz: RATE_HZ, data: int16Bytes(samples) });
}

interface Tiles {
  channel: number | null;
  version: string;
  tileWidth: number;
  tileHeight: number;
  frequencies: number[];
  minDb: number;
  maxDb: number;
  zooms: { zoom: number; tiles: number; columns: number; secondsPerColumn: number }[];
}

/** Where several processes may share the directory, what a killed one was writing stays for an hour: it might be another's. */
const keptFiles = (directory: string): string[] =>
  storedFiles(directory).filter((path) => process.env.TEST_PROFILE !== 'scaled' || !path.includes('/incoming/'));

describe('spectrogram tiles', () => {
  let server: TestServer;
  let client: SpectrogramClient;
  let analyses: AnalysesClient;
  let id: string;
  let tiles: Tiles;

  const build = async (recordingId: string, options: object = {}): Promise<string> => {
    const { body } = await server.call<{ id: string }>(`/v1/recordings/${recordingId}/analyses`, {
      token: client.token,
      json: { kind: 'spectrogram', options },
    });
    return body.id;
  };
  const describeTiles = async (recordingId: string, query = ''): Promise<Tiles> => {
    const { status, bytes } = await client.get(recordingId, `/tiles${query}`);
    expect([status, bytes.toString('utf8', 0, 1)]).toEqual([200, '{']);
    return JSON.parse(bytes.toString('utf8')) as Tiles;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    const { token } = await server.newUser('scroller@example.org');
    client = new SpectrogramClient(server, token);
    analyses = new AnalysesClient(server, token);
    id = await client.upload(sweep());
  });
  afterAll(() => server.stop());

  it('say how they are built before they are', async () => {
    for (const path of ['/tiles', '/tiles/0/0']) {
      const { status, bytes } = await client.get(id, path);
      expect(status).toBe(409);
      const { detail } = JSON.parse(bytes.toString('utf8')) as { detail: string };
      expect(detail).toContain(`POST /v1/recordings/${id}/analyses {"kind": "spectrogram", "options": {"channel": 0}}`);
    }
  });

  it('are built by an analysis', async () => {
    const ended = await analyses.ends(await build(id));
    expect(ended).toMatchObject({ status: 'succeeded', progress: 1, error: null });
    tiles = await describeTiles(id);
    expect(tiles).toMatchObject({ channel: 0, tileWidth: 256, tileHeight: 300 });
    expect(tiles.zooms.map((zoom) => zoom.columns)).toEqual([235, 469, 938, 1875]);
    expect(tiles.zooms.map((zoom) => zoom.tiles)).toEqual([1, 2, 4, 8]);
    expect(tiles.zooms.map((zoom) => zoom.secondsPerColumn)).toEqual([0.256, 0.128, 0.064, 0.032]);
    expect(ended.result).toMatchObject({ channel: 0, zooms: 4, columns: 1875, secondsPerColumn: 0.032 });
    expect(tiles.frequencies).toHaveLength(300);
  });

  it.each(['png', 'jpeg', 'webp'])('come as %s', async (format) => {
    const picture = await client.picture(id, `/tiles/0/0?format=${format}`);
    expect(picture).toMatchObject({ format, width: 256, height: 300 });
  });

  it('show what a view of the same span, hop and range shows', async () => {
    const { minDb, maxDb } = tiles;
    const view = await client.picture(id, `?hopLength=512&columns=1024&colorMap=gray&minDb=${minDb}&maxDb=${maxDb}`);
    for (const x of [0, 1, 3]) {
      const tile = await client.picture(id, `/tiles/3/${x}?colorMap=gray`);
      let worst = 0;
      for (let column = 0; column < 256; column++) {
        for (let row = 0; row < 300; row++) {
          worst = Math.max(worst, Math.abs(tile.light(column, row) - view.light(256 * x + column, row)));
        }
      }
      // Half a step of half a decibel, times the steepest part of the contrast curve, in three colours.
      expect(worst / 3).toBeLessThan((255 * 2 * 0.3) / (maxDb - minDb) + 1.5);
    }
  });

  it('show the click at every zoom by the maximum, and smooth it by the mean', async () => {
    for (const { zoom, secondsPerColumn } of tiles.zooms) {
      const column = Math.floor(CLICK_SECOND / secondsPerColumn);
      const [x, within] = [Math.floor(column / 256), column % 256];
      const lightAt = async (aggregate: string, at: number): Promise<number> => {
        const { light } = await client.picture(id, `/tiles/${zoom}/${x}?colorMap=gray&aggregate=${aggregate}`);
        return Array.from({ length: 100 }, (_, row) => light(at, row)).reduce((sum, value) => sum + value, 0) / 300;
      };
      const [click, before] = [await lightAt('max', within), await lightAt('max', within - 3)];
      expect([zoom, click > before + 60]).toEqual([zoom, true]);
      expect(await lightAt('mean', within)).toBeLessThan(click);
    }
  });

  it('give long views in place of the samples', async () => {
    const path = '?columns=200&height=300';
    const long = await client.levels(id, path);
    const fromSamples = await client.levels(id, `${path}&nFft=513`);
    expect(long.values).toHaveLength(300);
    const click = Math.floor((CLICK_SECOND / SECONDS) * 200);
    expect(long.values[290].indexOf(Math.max(...long.values[290]))).toBeGreaterThanOrEqual(click - 1);
    expect(long.values[290].indexOf(Math.max(...long.values[290]))).toBeLessThanOrEqual(click);
    for (const column of [10, 80, 190]) {
      const loudestRow = (values: number[][]): number => {
        const levels = values.map((row) => row[column]);
        return levels.indexOf(Math.max(...levels));
      };
      expect(Math.abs(loudestRow(long.values) - loudestRow(fromSamples.values))).toBeLessThanOrEqual(6);
    }
    const toneDb = ({ values, loudestDb }: typeof long): number =>
      loudestDb + Math.max(...values.map((row) => row[80]));
    expect(Math.abs(toneDb(long) - toneDb(fromSamples))).toBeLessThan(1.5);
  });

  it('are kept by version and ETag', async () => {
    const { headers, bytes } = await client.get(id, '/tiles/1/1');
    const etag = headers.get('etag')!;
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect((await client.get(id, '/tiles/1/1', { headers: { 'If-None-Match': etag } })).status).toBe(304);
    const versioned = await client.get(id, `/tiles/1/1?version=${tiles.version}`);
    expect(versioned.headers.get('cache-control')).toContain('immutable');
    expect(versioned.bytes).toEqual(bytes);
    expect((await client.get(id, '/tiles/1/1?colorMap=gray')).headers.get('etag')).not.toBe(etag);
    expect((await client.get(id, '/tiles/1/1', { method: 'HEAD' })).headers.get('etag')).toBe(etag);
  });

  it.each([
    [404, '/tiles/4/0'],
    [404, '/tiles/0/1'],
    [404, '/tiles/3/8'],
    [404, '/tiles/1000000/1'],
    [400, '/tiles/-1/0'],
    [400, '/tiles/0/x'],
    [400, '/tiles/0.5/0'],
    [400, '/tiles/0/0?channel=1'],
    [400, '/tiles/0/0?colorMap=jet'],
    [400, '/tiles/0/0?aggregate=sample'],
    [400, '/tiles/0/0?format=json'],
    [400, '/tiles/0/0?minDb=-3'],
    [400, '/tiles?channel=one'],
  ])('answer %i to %s', async (expected, path) => {
    const { status } = await client.get(id, path);
    expect(status).toBe(expected);
  });

  it('built again with other options replace the old ones', async () => {
    const { headers } = await client.get(id, '/tiles/0/0');
    await analyses.ends(await build(id, { height: 64, method: 'linear', maxFrequencyHz: 4_000 }));
    const again = await describeTiles(id);
    expect(again).toMatchObject({ tileHeight: 64, method: 'linear', maxFrequencyHz: 4_000 });
    expect(again.version).not.toBe(tiles.version);
    const { headers: newer, bytes } = await client.get(id, '/tiles/0/0');
    expect(newer.get('etag')).not.toBe(headers.get('etag'));
    await expect(decodePicture(bytes)).resolves.toMatchObject({ width: 256, height: 64 });
    await analyses.ends(await build(id));
    expect((await describeTiles(id)).version).toBe(tiles.version);
  });

  it.each([
    ['options.height', { height: 5 }],
    ['options.nFft', { nFft: 1 }],
    ['options.method', { method: 'constant-q' }],
    ['options.maxFrequencyHz', { minFrequencyHz: 500, maxFrequencyHz: 400 }],
  ])('are refused when %s is wrong', async (field, options) => {
    const { status, body } = await server.call(`/v1/recordings/${id}/analyses`, {
      token: client.token,
      json: { kind: 'spectrogram', options },
    });
    expect([status, body]).toMatchObject([400, { errors: [{ field }] }]);
  });

  it('are built with null for what is not chosen', async () => {
    await analyses.ends(await build(id, { maxFrequencyHz: null, nFft: null, channel: null }));
    expect((await describeTiles(id)).version).toBe(tiles.version);
  });

  it('fail with the reason when the options do not fit the recording, and leave the old ones', async () => {
    for (const [options, reason] of [
      [{ channel: 3 }, 'channel'],
      [{ maxFrequencyHz: 20_000 }, 'maxFrequencyHz'],
    ] as const) {
      const { status, error } = await analyses.ends(await build(id, options));
      expect(status).toBe('failed');
      expect(error?.message).toContain(reason);
    }
    expect((await describeTiles(id)).version).toBe(tiles.version);
  });

  it.each([
    ['one sample', [12_345]],
    ['silence', new Array<number>(20_000).fill(0)],
  ])('are built of %s', async (_, samples) => {
    const odd = await client.upload(wavBytes({ data: int16Bytes(samples) }));
    await expect(analyses.ends(await build(odd))).resolves.toMatchObject({ status: 'succeeded' });
    await expect(client.picture(odd, '/tiles/0/0')).resolves.toMatchObject({ width: 256, height: 300 });
  });

  it('go with the recording', async () => {
    const before = storedFiles(server.dataDirectory);
    const other = await client.upload(
      wavBytes({ sampleRateHz: 8_000, channels: 2, data: int16Bytes(new Int16Array(40_000)) }),
    );
    await analyses.ends(await build(other));
    await analyses.ends(await build(other, { channel: 1 }));
    expect((await describeTiles(other)).channel).toBeNull();
    expect((await describeTiles(other, '?channel=1')).channel).toBe(1);
    expect(storedFiles(server.dataDirectory)).toHaveLength(before.length + 4);
    await server.call(`/v1/recordings/${other}`, { method: 'DELETE', token: client.token });
    expect(storedFiles(server.dataDirectory).toSorted()).toEqual(before.toSorted());
  });

  it('survive a crash while they are built, and a cancel', async () => {
    const long = await client.upload(
      wavBytes({ sampleRateHz: 48_000, data: int16Bytes(new Int16Array(48_000 * 600)) }),
    );
    const before = keptFiles(server.dataDirectory);
    const cancelled = await build(long);
    await analyses.reaches(cancelled, 'running');
    await server.call(`/v1/analyses/${cancelled}/cancel`, { method: 'POST', token: client.token });
    await expect(analyses.ends(cancelled)).resolves.toMatchObject({ status: 'cancelled' });
    expect((await client.get(long, '/tiles')).status).toBe(409);

    const crashed = await build(long);
    await analyses.reaches(crashed, 'running');
    await server.kill();
    await server.restart();
    await expect(analyses.ends(crashed)).resolves.toMatchObject({ status: 'succeeded' });
    await expect(describeTiles(long)).resolves.toMatchObject({ tileHeight: 300 });
    expect(keptFiles(server.dataDirectory)).toHaveLength(before.length + 1);
  }, 180_000);
});
