import { makeWav } from '../support/make-wav.js';
import { decodePicture, SpectrogramClient, type ViewAxes } from '../support/spectrogram-client.js';
import { TestServer } from '../support/test-server.js';
import { int16Bytes, wavBytes } from '../support/wav-bytes.js';

const RATE_HZ = 16_000;
const TONE_HZ = 2_000;
/** Two seconds: a tone on the left in the second half, silence on the right. */
const tone = makeWav({
  seconds: 2,
  sampleRateHz: RATE_HZ,
  channels: 2,
  sample: (frame, channel) =>
    channel === 1 || frame < RATE_HZ ? 0 : 0.5 * Math.sin((2 * Math.PI * TONE_HZ * frame) / RATE_HZ),
});

const indexOfGreatest = (values: readonly number[]): number => values.indexOf(Math.max(...values));
const nearest = (frequencies: readonly number[], hz: number): number =>
  indexOfGreatest(frequencies.map((frequency) => -Math.abs(frequency - hz)));

describe('spectrograms', () => {
  let server: TestServer;
  let client: SpectrogramClient;
  let stranger: SpectrogramClient;
  let id: string;

  beforeAll(async () => {
    server = await TestServer.start();
    client = new SpectrogramClient(server, (await server.newUser('viewer@example.org')).token);
    stranger = new SpectrogramClient(server, (await server.newUser('stranger@example.org')).token);
    id = await client.upload(tone);
  });
  afterAll(() => server.stop());

  describe('pictures', () => {
    it.each([
      ['png', 'image/png'],
      ['jpeg', 'image/jpeg'],
      ['webp', 'image/webp'],
    ])('come as %s', async (format, contentType) => {
      const { status, headers, bytes } = await client.get(id, `?format=${format}&columns=200&height=100`);
      expect({ status, contentType: headers.get('content-type') }).toEqual({ status: 200, contentType });
      await expect(decodePicture(bytes)).resolves.toMatchObject({ format, width: 200, height: 100 });
    });

    it('show the whole recording by default, 1000 by 300 pixels', async () => {
      const { width, height, format, axes } = await client.picture(id);
      expect({ width, height, format }).toEqual({ width: 1000, height: 300, format: 'png' });
      expect(axes).toMatchObject({
        method: 'log-mel',
        channel: null,
        startSeconds: 0,
        durationSeconds: 2,
        secondsPerColumn: 0.002,
        hopLength: 32,
        columns: 1000,
        height: 300,
        minFrequencyHz: 0,
        maxFrequencyHz: 8_000,
        nFft: 512,
        binsPerOctave: null,
      });
    });

    it.each(['log-mel', 'linear', 'constant-q'])(
      'have high frequencies at the top and time to the right: %s',
      async (method) => {
        const path = `?channel=0&columns=100&height=120&method=${method}`;
        const { light, height } = await client.picture(id, path);
        const { frequencies } = await client.levels(id, path);
        const column = Array.from({ length: height }, (_, y) => light(75, y));
        const row = height - 1 - nearest(frequencies, TONE_HZ);
        expect(Math.abs(indexOfGreatest(column) - row)).toBeLessThanOrEqual(1);
        expect(light(75, row)).toBeGreaterThan(400);
        expect(light(20, row)).toBeLessThan(100);
      },
    );

    it('show what the channel holds', async () => {
      const silent = await client.picture(id, '?channel=1&columns=50&height=40');
      expect(new Set(silent.rgb.subarray(0, 3)).size).toBeGreaterThan(0);
      expect(
        new Set(Array.from({ length: 50 * 40 }, (_, index) => silent.light(index % 50, Math.floor(index / 50)))).size,
      ).toBe(1);
    });

    it('become brighter, stronger in contrast, and of another colour', async () => {
      const lights = async (style: string): Promise<number[]> => {
        const { light } = await client.picture(id, `?channel=0&columns=60&height=50&colorMap=gray${style}`);
        return Array.from({ length: 60 * 50 }, (_, index) => light(index % 60, Math.floor(index / 60)));
      };
      const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = (values: number[]): number => mean(values.map((value) => (value - mean(values)) ** 2));
      const plain = await lights('');
      expect(mean(await lights('&brightness=1.4'))).toBeGreaterThan(mean(plain));
      expect(spread(await lights('&contrast=0.5'))).toBeLessThan(spread(plain));
      expect(await lights('&minDb=-20&maxDb=0')).not.toEqual(plain);
      const viridis = await client.picture(id, '?channel=1&columns=1&height=1&colorMap=viridis');
      expect([...viridis.rgb]).toEqual([0x44, 0x01, 0x54]);
    });
  });

  describe('levels', () => {
    it('come as JSON with their axes', async () => {
      const levels = await client.levels(id, '?channel=0&columns=100&height=64');
      expect(levels.values).toHaveLength(64);
      expect(levels.values.every((row) => row.length === 100)).toBe(true);
      expect(levels.times.slice(0, 2)).toEqual([0.01, 0.03]);
      // The middles of 64 mel bands between 0 and 8 kHz.
      expect(levels.frequencies[0]).toBeCloseTo(46.4, 0);
      expect(levels.frequencies[63]).toBeCloseTo(7_626, 0);
      const loudest = levels.values.map((row) => Math.max(...row));
      expect(Math.abs(indexOfGreatest(loudest) - nearest(levels.frequencies, TONE_HZ))).toBeLessThanOrEqual(1);
      expect(Math.max(...loudest)).toBe(0);
      expect(Math.min(...levels.values.flat())).toBe(-80);
    });

    it('are relative to a full-scale sine', async () => {
      const { loudestDb } = await client.levels(id, '?method=linear&channel=0&columns=100&height=257');
      expect(loudestDb).toBeCloseTo(20 * Math.log10(0.5), 1);
    });

    it('come as a NumPy file', async () => {
      const { headers, bytes } = await client.get(id, '?channel=0&columns=100&height=64&format=npy');
      expect(headers.get('content-type')).toBe('application/x-npy');
      const end = bytes.indexOf('\n') + 1;
      expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
      expect(bytes.readUInt16LE(8)).toBe(end - 10);
      expect(bytes.toString('latin1', 10, end).trim()).toBe(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (64, 100), }",
      );
      expect(end % 64).toBe(0);
      expect(bytes).toHaveLength(end + 4 * 64 * 100);
      const { values } = await client.levels(id, '?channel=0&columns=100&height=64');
      expect(bytes.readFloatLE(end + 4 * (20 * 100 + 75))).toBeCloseTo(values[20][75], 2);
    });
  });

  it('views that share a moment show it alike', async () => {
    const path = (start: number, columns: number): string =>
      `?channel=0&hopLength=160&height=64&start=${start}&columns=${columns}`;
    const whole = await client.levels(id, path(0, 200));
    const part = await client.levels(id, path(0.95, 50));
    const absolute = ({ values, loudestDb }: typeof whole, row: number, column: number): number =>
      values[row][column] + loudestDb;
    expect(part.times[0]).toBeCloseTo(whole.times[95], 9);
    for (const row of [0, 20, 33, 63]) {
      for (const column of [0, 4, 5, 20, 49]) {
        const [one, other] = [absolute(part, row, column), absolute(whole, row, 95 + column)];
        expect(Math.abs(one - other)).toBeLessThan(0.05);
      }
    }
  });

  it('shows a click of a millisecond in an hour, unless asked for samples or means', async () => {
    const rate = 8_000;
    const samples = new Int16Array(3600 * rate);
    const click = Math.floor(2_345.67 * rate);
    for (let index = 0; index < 8; index++) samples[click + index] = index % 2 === 0 ? 30_000 : -30_000;
    const hour = await client.upload(wavBytes({ sampleRateHz: rate, data: int16Bytes(samples) }));
    const column = Math.floor((2_345.67 / 3600) * 500);
    const levels = async (aggregate: string) => client.levels(hour, `?columns=500&height=20&aggregate=${aggregate}`);
    const [max, mean, sample] = [await levels('max'), await levels('mean'), await levels('sample')];
    expect(max.values.map(indexOfGreatest)).toEqual(Array.from({ length: 20 }, () => column));
    expect(max.loudestDb - mean.loudestDb).toBeGreaterThan(10);
    expect(sample.loudestDb).toBeLessThan(max.loudestDb - 40);
  }, 120_000);

  describe('caching', () => {
    it('is by the recording and the settings', async () => {
      const { headers } = await client.get(id, '?columns=10');
      const etag = headers.get('etag')!;
      expect(headers.get('cache-control')).toBe('private, max-age=3600');
      const again = await client.get(id, '?columns=10', { headers: { 'If-None-Match': etag } });
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
      const same = await client.get(await client.upload(tone), '?columns=10&start=0&height=300');
      expect(same.headers.get('etag')).toBe(etag);
      const other = await client.get(id, '?columns=11', { headers: { 'If-None-Match': etag } });
      expect(other.status).toBe(200);
    });

    it('does not see fields that are left empty', async () => {
      const plain = await client.get(id, '?columns=10');
      const { headers } = await client.get(id, '?columns=10&channel=&start=&colorMap=');
      expect(headers.get('etag')).toBe(plain.headers.get('etag'));
    });

    it('HEAD tells axes and ETag', async () => {
      const head = await client.get(id, '?columns=10', { method: 'HEAD' });
      const { headers } = await client.get(id, '?columns=10');
      expect(head.status).toBe(200);
      expect(head.bytes).toHaveLength(0);
      for (const name of ['etag', 'x-spectrogram', 'content-type'])
        expect(head.headers.get(name)).toBe(headers.get(name));
    });
  });

  it("somebody else's recording is not there", async () => {
    const { status } = await stranger.get(id);
    expect(status).toBe(404);
  });

  describe('odd recordings', () => {
    it.each([
      ['one sample', [20_000]],
      ['two samples', [20_000, -20_000]],
      ['silence', new Array<number>(8_000).fill(0)],
      ['a constant', new Array<number>(8_000).fill(12_000)],
    ])('%s', async (_, samples) => {
      const odd = await client.upload(wavBytes({ data: int16Bytes(samples) }));
      for (const path of [
        '',
        '?method=linear',
        '?method=constant-q',
        '?nFft=65536&format=jpeg',
        '?hopLength=1&columns=20',
        '?aggregate=mean',
      ]) {
        const { status, headers, bytes } = await client.get(odd, path);
        expect([path, status]).toEqual([path, 200]);
        const { columns, height } = JSON.parse(headers.get('x-spectrogram')!) as ViewAxes;
        await expect(decodePicture(bytes)).resolves.toMatchObject({ width: columns, height });
      }
      const { values } = await client.levels(odd, '?columns=5&height=5');
      expect(values.flat().every(Number.isFinite)).toBe(true);
    });
  });

  it.each([
    ['columns', 'columns=0'],
    ['columns', 'columns=20001'],
    ['columns', 'columns=1.5'],
    ['columns', 'columns=many'],
    ['columns', 'columns=20000&height=2000'],
    ['columns', 'columns=20000&height=300&format=json'],
    ['columns', 'columns=20000&height=100&format=webp'],
    ['height', 'height=0'],
    ['height', 'height=100000'],
    ['maxFrequencyHz', 'minFrequencyHz=4000&maxFrequencyHz=1000'],
    ['maxFrequencyHz', 'maxFrequencyHz=0'],
    ['maxFrequencyHz', 'method=constant-q&maxFrequencyHz=50'],
    ['minFrequencyHz', 'method=constant-q&minFrequencyHz=7999&height=1'],
    ['maxFrequencyHz', 'maxFrequencyHz=8001'],
    ['maxFrequencyHz', 'maxFrequencyHz=5000&sampleRateHz=8000'],
    ['minFrequencyHz', 'minFrequencyHz=8000'],
    ['minFrequencyHz', 'minFrequencyHz=-1'],
    ['minFrequencyHz', 'minFrequencyHz=NaN'],
    ['minFrequencyHz', 'method=constant-q&minFrequencyHz=0'],
    ['binsPerOctave', 'method=constant-q&binsPerOctave=12'],
    ['minFrequencyHz', 'method=constant-q&minFrequencyHz=1&binsPerOctave=100'],
    ['nFft', 'nFft=4'],
    ['nFft', 'nFft=1000000'],
    ['hopLength', 'hopLength=0'],
    ['hopLength', 'hopLength=32001'],
    ['hopLength', 'hopLength=1&duration=2'],
    ['duration', 'hopLength=10&duration=1&columns=5'],
    ['duration', 'duration=0'],
    ['duration', 'duration=Infinity'],
    ['start', 'start=2'],
    ['start', 'start=1e9'],
    ['start', 'start=-1'],
    ['colorMap', 'colorMap=rainbow'],
    ['brightness', 'brightness=-1'],
    ['contrast', 'contrast=1e9'],
    ['channel', 'channel=2'],
    ['channel', 'channel=-1'],
    ['method', 'method=dummy'],
    ['aggregate', 'aggregate=median'],
    ['format', 'format=bmp'],
    ['sampleRateHz', 'sampleRateHz=10'],
    ['maxDb', 'minDb=0&maxDb=-10'],
    ['maxDb', 'minDb=-10'],
    ['minDb', 'maxDb=0'],
    ['columns', 'columns=1&columns=2'],
    ['colour', 'colour=red'],
  ])('%s is named in the refusal of ?%s', async (field, query) => {
    const { status, bytes } = await client.get(id, `?${query}`);
    expect([status, JSON.parse(bytes.toString('utf8'))]).toMatchObject([400, { errors: [{ field }] }]);
  });
});
