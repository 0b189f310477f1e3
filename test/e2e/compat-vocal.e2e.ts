import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { wavBytes } from '../support/wav-bytes.js';
import { pictureFormat, readPicture, VocalClient, type VocalError, type VocalUpload } from '../support/vocal-client.js';

const RATE = 16_000;
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const chirp = makeWav({
  seconds: 3,
  sampleRateHz: RATE,
  sample: (frame) => 0.4 * Math.sin((2 * Math.PI * (500 + frame / 100) * frame) / RATE),
});
const silence = makeWav({ seconds: 1, sampleRateHz: RATE, sample: () => 0 });

describe('the annotation client on an open server', () => {
  let server: TestServer;
  let client: VocalClient;
  let id: string;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', URL_IMPORT_ALLOW_PRIVATE: 'true' } });
    client = new VocalClient(server.url);
    id = await client.audioId(chirp);
  });
  afterAll(() => server.stop());

  const samplesOf = (wav: Buffer): number[] =>
    Array.from({ length: (wav.length - 44) / 2 }, (_, index) => wav.readInt16LE(44 + 2 * index));

  describe('uploads', () => {
    it('answers 3 s at 16 kHz with a hop of 48, 300 frequencies of 0 to 8000 Hz and a JPEG of 1000 × 300', async () => {
      const { status, body } = await client.upload(chirp);
      expect(status).toBe(201);
      expect(body.configurations).toEqual({
        spec_cal_method: 'log-mel',
        n_fft: 512,
        bins_per_octave: null,
        hop_length: 48,
        num_spec_columns: 1000,
        sampling_rate: RATE,
        min_frequency: 0,
        max_frequency: 8000,
      });
      expect(body.channels).toHaveLength(1);
      const [{ audio_id, audio_duration, freqs, spec }] = body.channels;
      expect(audio_id).toMatch(UUID_4);
      expect(audio_duration).toBe(3);
      expect([freqs.length, freqs[0], freqs[299]]).toEqual([300, 0, 8000]);
      expect(freqs.every(Number.isInteger)).toBe(true);
      expect(freqs).toEqual([...freqs].sort((one, other) => one - other));
      expect(await pictureFormat(spec)).toBe('jpeg');
      expect(await readPicture(spec)).toMatchObject({ width: 1000, height: 300, channels: 3 });
    });

    it('gives each channel of a stereo file an id of its own, in their order', async () => {
      const loud = [0.5, 0];
      const wav = makeWav({ seconds: 1, sampleRateHz: RATE, channels: 2, sample: (_, channel) => loud[channel] });
      const { body } = await client.upload(wav);
      const ids = body.channels.map(({ audio_id }) => audio_id);
      expect(new Set(ids).size).toBe(2);
      const peaks = await Promise.all(ids.map(async (one) => Math.max(...samplesOf(await client.wav(one, 0, 1)))));
      expect(peaks).toEqual([16_384, 0]);
    });

    it('keeps one recording of an upload, whatever its channels', async () => {
      const token = await server.adminToken();
      const count = async () =>
        (await server.call<{ items: unknown[] }>('/v1/recordings?limit=100', { token })).body.items.length;
      const before = await count();
      await client.upload(makeWav({ seconds: 0.5, channels: 4 }));
      expect(await count()).toBe(before + 1);
    });

    it.each(['\r\n', '\n\n\r\n', ' \t\r\n'])('skips the white space %j before the audio', async (blank) => {
      const { status, body } = await client.upload(Buffer.concat([Buffer.from(blank), chirp]));
      expect([status, body.channels[0].audio_duration]).toEqual([201, 3]);
    });

    it.each(['stereo.flac', 'mono.mp3', 'stereo.aiff'])('reads %s without its name', async (name) => {
      const { status, body } = await client.upload(readFileSync(`test/fixtures/audio/${name}`));
      expect([status, body.channels.length]).toEqual([201, name.startsWith('stereo') ? 2 : 1]);
    });

    /** A form as it goes over the wire. */
    const postForm = (parts: readonly (readonly [string, Buffer | string])[]) => {
      const body = parts.map(([disposition, content]) =>
        Buffer.concat([
          Buffer.from(`--limit\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
          Buffer.from(content),
          Buffer.from('\r\n'),
        ]),
      );
      return server.call<VocalUpload & VocalError>('/upload', {
        body: Buffer.concat([...body, Buffer.from('--limit--\r\n')]),
        headers: { 'Content-Type': 'multipart/form-data; boundary=limit' },
      });
    };
    const file = 'name="newAudioFile"; filename="newAudioFile"';

    it('reads a part without a content type, and options before and behind it', async () => {
      const options = [['name="n_fft"', '256'] as const, [file, chirp] as const, ['name="color_map"', 'gray'] as const];
      const { status, body } = await postForm(options);
      expect([status, body.configurations.n_fft]).toEqual([201, 256]);
    });

    it.each([
      [
        'two files',
        [
          [file, chirp],
          [file, chirp],
        ],
        'exactly one',
      ],
      ['a file in another part', [['name="recording"; filename="a.wav"', chirp]], 'newAudioFile'],
      ['bytes that are no file', [['name="newAudioFile"', 'RIFF']], 'newAudioFile: must be a file'],
      ['no file', [['name="n_fft"', '256']], 'newAudioFile'],
      [
        'a field that comes twice',
        [
          ['name="n_fft"', '1'],
          ['name="n_fft"', '2'],
          [file, chirp],
        ],
        'n_fft',
      ],
    ] as [string, [string, Buffer | string][], string][])('refuses %s', async (_case, parts, reason) => {
      const { status, body } = await postForm(parts);
      expect([status, body.error]).toEqual([400, expect.stringContaining(reason)]);
    });

    it('takes its options from the form, and what is empty or no whole number as not given', async () => {
      const fields = { n_fft: '3.5', hop_length: '', bins_per_octave: 'x', sampling_rate: '0', color_map: 'nothing' };
      const loose = await client.upload(chirp, { ...fields, spec_cal_method: '', anything: 'else' });
      expect(loose.body.configurations).toMatchObject({ n_fft: 512, hop_length: 48, sampling_rate: RATE });
      const given = await client.upload(chirp, {
        n_fft: '256',
        num_spec_columns: '250',
        sampling_rate: '8000',
        min_frequency: '100',
        max_frequency: '99999',
        color_map: 'gray',
      });
      expect(given.body.configurations).toMatchObject({
        n_fft: 256,
        num_spec_columns: 250,
        hop_length: 96,
        sampling_rate: 8000,
        min_frequency: 100,
        max_frequency: 4000,
      });
      expect(given.body.channels[0].audio_duration).toBe(3);
    });

    it('draws audio that is shorter than its columns with a hop of 1', async () => {
      const { status, body } = await client.upload(makeWav({ seconds: 0.01, sampleRateHz: RATE }));
      expect([status, body.configurations.hop_length]).toEqual([201, 1]);
      const one = await client.upload(makeWav({ seconds: 1 / RATE, sampleRateHz: RATE }));
      expect([one.status, one.body.channels[0].audio_duration]).toEqual([201, 1 / RATE]);
    });

    it.each([
      ['num_spec_columns', '20001'],
      ['num_spec_columns', '-5'],
      ['hop_length', '-1'],
      ['hop_length', '99999999999'],
      ['n_fft', '1000000'],
      ['sampling_rate', '7'],
      ['sampling_rate', '1000000'],
      ['spec_cal_method', 'wavelet'],
      ['min_frequency', '8000'],
      ['bins_per_octave', '100000'],
    ])('refuses %s = %s by name, and keeps nothing', async (name, value) => {
      const token = await server.adminToken();
      const newest = async () =>
        (await server.call<{ items: { id: string }[] }>('/v1/recordings?limit=1', { token })).body.items[0].id;
      const before = await newest();
      const { status, body } = await client.upload(chirp, { [name]: value });
      expect([status, body.error]).toEqual([400, expect.stringContaining(name)]);
      expect(await newest()).toBe(before);
    });
  });

  describe('views', () => {
    it('answers 200 with the picture, its frequencies and the settings in force', async () => {
      const { status, body } = await client.view(id, { start_time: 1, hop_length: 16, num_spec_columns: 400 });
      expect(status).toBe(200);
      expect(await readPicture(body.spec)).toMatchObject({ width: 400, height: 300 });
      expect([body.freqs.length, body.freqs[0], body.freqs[299]]).toEqual([300, 0, 8000]);
      expect(body.configurations).toEqual({
        spec_cal_method: 'log-mel',
        n_fft: 512,
        bins_per_octave: null,
        hop_length: 16,
        num_spec_columns: 400,
        sampling_rate: RATE,
        min_frequency: 0,
        max_frequency: 8000,
      });
    });

    it.each([
      [
        { max_frequency: 0, min_frequency: 0, n_fft: 0 },
        { max_frequency: 8000, min_frequency: 0, n_fft: 512 },
      ],
      [
        { max_frequency: -1, min_frequency: -1, n_fft: -1 },
        { max_frequency: 8000, min_frequency: 0, n_fft: 512 },
      ],
      [{ max_frequency: 9000 }, { max_frequency: 8000 }],
      [
        { max_frequency: '4000', min_frequency: '' },
        { max_frequency: 4000, min_frequency: 0 },
      ],
      [{ n_fft: 3 }, { n_fft: 5 }],
      [{ n_fft: 1024 }, { n_fft: 1024 }],
      [{ bins_per_octave: 24 }, { bins_per_octave: 24 }],
      [{ sampling_rate: 48_000 }, { sampling_rate: 48_000, n_fft: 1024, max_frequency: 24_000 }],
      [{ sampling_rate: 96_000 }, { n_fft: 2048 }],
      [{ sampling_rate: 192_000 }, { n_fft: 4096 }],
      [{ sampling_rate: 384_000 }, { n_fft: 8192 }],
      [{ hop_length: 0 }, { hop_length: 1 }],
    ])('makes of %j the settings %j', async (sent, effective) => {
      const { status, body } = await client.view(id, { num_spec_columns: 20, ...sent });
      expect([status, body.configurations]).toEqual([200, expect.objectContaining(effective)]);
    });

    it('draws 300 constant-q bins of 50 to 8000 Hz with 41 bins an octave, up to 7839 Hz', async () => {
      const asked = { spec_cal_method: 'constant-q', num_spec_columns: 100 };
      const { status, body } = await client.view(id, asked);
      expect([status, body.freqs.length, body.freqs[0], body.freqs[299]]).toEqual([200, 300, 50, 7839]);
      expect(body.configurations).toMatchObject({
        spec_cal_method: 'constant-q',
        bins_per_octave: 41,
        n_fft: null,
        min_frequency: 50,
        max_frequency: 8000,
      });
      const more = await client.view(id, { ...asked, bins_per_octave: 48, n_fft: 256, min_frequency: 100 });
      expect(more.body.configurations).toMatchObject({ bins_per_octave: 48, n_fft: 256, min_frequency: 100 });
      expect(more.body.freqs[299]).toBe(Math.round(100 * 2 ** (299 / 48)));
    });

    it('draws the dummy', async () => {
      const { status, body } = await client.view(id, { spec_cal_method: 'dummy', num_spec_columns: 300, n_fft: 64 });
      expect([status, body.configurations.spec_cal_method, body.configurations.n_fft]).toEqual([200, 'dummy', 64]);
      expect(await readPicture(body.spec)).toMatchObject({ width: 300, height: 300 });
    });

    it.each(['log-mel', 'constant-q', 'dummy'])(
      'draws what lies past the end in the lowest colour: %s',
      async (method) => {
        const past = { start_time: 100, num_spec_columns: 50, spec_cal_method: method, color_map: 'viridis' };
        const { pixels } = await readPicture((await client.view(id, past)).body.spec);
        const lowest = [68, 1, 84];
        const furthest = pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - lowest[at % 3])), 0);
        expect(furthest).toBeLessThanOrEqual(3);
      },
    );

    it('has the highest frequency at the top, and time from left to right', async () => {
      const late = makeWav({
        seconds: 1,
        sampleRateHz: RATE,
        sample: (frame) => (frame < RATE / 2 ? 0 : 0.5 * Math.sin((2 * Math.PI * 6000 * frame) / RATE)),
      });
      const { body } = await client.view(await client.audioId(late), {
        hop_length: 160,
        num_spec_columns: 100,
        color_map: 'gray',
      });
      const { pixels, width } = await readPicture(body.spec);
      const row = 299 - body.freqs.findIndex((frequency) => frequency >= 6000);
      const at = (x: number, y: number) => pixels[3 * (y * width + x)];
      expect(row).toBeLessThan(60);
      expect(at(75, row)).toBeGreaterThan(200);
      expect(Math.max(at(25, row), at(75, 299 - row))).toBeLessThan(60);
    });

    it('makes pictures brighter, and of another colour, as it is told', async () => {
      const mean = async (changes: object): Promise<number[]> => {
        const { pixels } = await readPicture((await client.view(id, changes)).body.spec);
        const sums = [0, 0, 0];
        pixels.forEach((value, at) => (sums[at % 3] += value));
        return sums.map((sum) => (3 * sum) / pixels.length);
      };
      const grey = await mean({ color_map: 'gray' });
      expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(2);
      expect((await mean({ color_map: 'gray', brightness: 1.5 }))[0]).toBeGreaterThan(1.2 * grey[0]);
      const inferno = await mean({ color_map: 'inferno' });
      expect(await mean({ color_map: 'no such map' })).toEqual(inferno);
      expect(await mean({ color_map: 'viridis' })).not.toEqual(inferno);
    });

    it('uses a sampling rate for the request that asks for it, and for no other', async () => {
      const other = await client.view(id, { sampling_rate: 8000 });
      expect(other.body.configurations).toMatchObject({ sampling_rate: 8000, max_frequency: 4000 });
      const { body } = await client.view(id);
      expect(body.configurations).toMatchObject({ sampling_rate: RATE, max_frequency: 8000 });
      expect(await client.wav(id, 0, 1)).toHaveLength(44 + 2 * RATE);
      const resampled = await client.upload(chirp, { sampling_rate: '8000' });
      const kept = await client.view(resampled.body.channels[0].audio_id);
      expect(kept.body.configurations.sampling_rate).toBe(8000);
    });

    it('stops drawing for clients that scroll on, which is no defect', async () => {
      const slow = { audio_id: id, start_time: 0, hop_length: 2, num_spec_columns: 20_000, n_fft: 65_536 };
      for (let views = 0; views < 5; views++) {
        const gone = server.call('/get-audio-clip-spec', { json: slow, signal: AbortSignal.timeout(100) });
        await expect(gone).rejects.toThrow('aborted');
      }
      expect((await client.view(id)).status).toBe(200);
      expect(server.output).not.toContain('"level":50');
    });

    it.each([
      [{ num_spec_columns: 0 }, 'num_spec_columns'],
      [{ num_spec_columns: 20_001 }, 'num_spec_columns'],
      [{ num_spec_columns: null }, 'num_spec_columns'],
      [{ hop_length: null }, 'hop_length'],
      [{ hop_length: -3 }, 'hop_length'],
      [{ hop_length: 1e12 }, 'hop_length'],
      [{ hop_length: 1.5 }, 'hop_length'],
      [{ start_time: null }, 'start_time'],
      [{ start_time: 'soon' }, 'start_time'],
      [{ start_time: 1e300 }, 'start_time'],
      [{ audio_id: null }, 'audio_id'],
      [{ audio_id: { $ne: 1 } }, 'audio_id'],
      [{ spec_cal_method: 'wavelet' }, 'spec_cal_method'],
      [{ min_frequency: 8000 }, 'min_frequency'],
      [{ min_frequency: 5000, max_frequency: 4000 }, 'min_frequency'],
      [{ n_fft: 1e6 }, 'n_fft'],
      [{ n_fft: 'many' }, 'n_fft'],
      [{ sampling_rate: 100 }, 'sampling_rate'],
      [{ brightness: 1e9 }, 'brightness'],
      [{ contrast: -1 }, 'contrast'],
      [{ spec_cal_method: 'constant-q', bins_per_octave: 1e6 }, 'bins_per_octave'],
      [{ spec_cal_method: 'constant-q', min_frequency: 7999 }, 'min_frequency'],
      [{ spec_cal_method: 'constant-q', min_frequency: 1e-6 }, 'min_frequency'],
    ])('refuses %j by name', async (changes, field) => {
      const { status, body } = await client.view(id, changes);
      expect([status, body.error]).toEqual([400, expect.stringContaining(field)]);
    });
  });

  describe('sound', () => {
    it('cuts a clip out sample by sample, at the recording’s own rate', async () => {
      const wav = await client.wav(id, 0.5, 1);
      expect(wav.subarray(0, 44)).toEqual(makeWav({ seconds: 1, sampleRateHz: RATE }).subarray(0, 44));
      expect(wav.subarray(44).equals(chirp.subarray(44 + RATE, 44 + 3 * RATE))).toBe(true);
    });

    it.each([
      [2.5, 1],
      [0, 0.70003],
      [2.9999, 40],
      [1000, 2],
      [-1, 2],
      [0, 0],
    ])('answers from %d s for %d s exactly as many samples, with zeros behind the end', async (start, seconds) => {
      const samples = samplesOf(await client.wav(id, start, seconds));
      expect(samples).toHaveLength(Math.floor(seconds * RATE));
      const inside = Math.max(0, 3 * RATE - Math.floor(Math.max(0, start) * RATE));
      expect(samples.slice(inside).every((sample) => sample === 0)).toBe(true);
    });

    it('joins the pieces of a long clip without a seam', async () => {
      const samples = new Int16Array(320 * RATE).map((_, frame) => (frame * 7) % 30_011);
      const ramp = wavBytes({ data: Buffer.from(samples.buffer), sampleRateHz: RATE });
      const wav = await client.wav(await client.audioId(ramp), 0, 320);
      expect(wav.equals(ramp)).toBe(true);
    });

    it('answers 10,000 numbers for 150,000 samples, and the samples themselves for fewer than was asked for', async () => {
      const rise = makeWav({ seconds: 150_000 / RATE, sampleRateHz: RATE, sample: (frame) => frame / 150_000 });
      const long = await client.audioId(rise);
      const pairs = await client.waveform(long, 0, 150_000 / RATE);
      expect(pairs).toHaveLength(10_000);
      expect(pairs.every((value, at) => at === 0 || value >= pairs[at - 1])).toBe(true);
      const mean = pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
      const deviation = Math.sqrt(pairs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pairs.length);
      expect(mean).toBeCloseTo(0, 6);
      expect(deviation).toBeCloseTo(1, 4);
      expect(await client.waveform(long, 0, 150_000 / RATE, 150_000)).toHaveLength(150_000);
      expect(await client.waveform(long, 0, 3)).toHaveLength(3 * RATE);
      expect(await client.waveform(long, 9, 3)).toHaveLength(150_000 - 9 * RATE);
    });

    it('answers zeros for an empty clip, as many as were asked for', async () => {
      for (const [start, seconds] of [
        [100, 1],
        [1, 0],
        [3, 5],
      ]) {
        const zeros = await client.waveform(id, start, seconds, 700);
        expect([zeros.length, zeros.every((value) => value === 0)]).toEqual([700, true]);
      }
      expect(await client.waveform(id, 100, 1)).toHaveLength(100_000);
      const empty = { audio_id: id, start_time: 100, clip_duration: 1, target_length: null };
      const { status, body } = await client.post<{ wav_array: number[] }>('/get-audio-clip-for-visualization', empty);
      expect([status, body.wav_array.length]).toEqual([201, 100_000]);
    });

    it.each([
      ['/get-audio-clip-wav', { clip_duration: 1e7 }, 'clip_duration'],
      ['/get-audio-clip-wav', { clip_duration: -1 }, 'clip_duration'],
      ['/get-audio-clip-wav', { clip_duration: null }, 'clip_duration'],
      ['/get-audio-clip-wav', { start_time: 1e200 }, 'start_time'],
      ['/get-audio-clip-for-visualization', { target_length: 1e9 }, 'target_length'],
      ['/get-audio-clip-for-visualization', { target_length: 0 }, 'target_length'],
      ['/get-audio-clip-for-visualization', { clip_duration: 'long' }, 'clip_duration'],
    ])('refuses at %s %j by name', async (path, changes, field) => {
      const { status, body } = await client.post(path, { audio_id: id, start_time: 0, clip_duration: 1, ...changes });
      expect([status, body.error]).toEqual([400, expect.stringContaining(field)]);
    });
  });

  it('draws, plays and outlines silence', async () => {
    const { status, body } = await client.upload(silence);
    expect(status).toBe(201);
    const quiet = body.channels[0].audio_id;
    for (const method of ['log-mel', 'constant-q', 'dummy']) {
      expect((await client.view(quiet, { spec_cal_method: method, num_spec_columns: 60 })).status).toBe(200);
      expect((await client.upload(silence, { spec_cal_method: method })).status).toBe(201);
    }
    expect(await client.wav(quiet, 0, 1)).toHaveLength(44 + 2 * RATE);
    expect((await client.waveform(quiet, 0, 1)).every((value) => value === 0)).toBe(true);
    expect((await client.waveform(quiet, 0, 1, 10)).every((value) => value === 0)).toBe(true);
  });

  it('takes released ids back when another tab uses them', async () => {
    const audio_id_list = [id, null, 'no such id', 7, '00000000-0000-4000-8000-000000000000'];
    const { status, body } = await client.post('/release-audio-given-ids', { audio_id_list });
    expect([status, body]).toEqual([201, { status: 'success' }]);
    expect((await client.view(id, { num_spec_columns: 5 })).status).toBe(200);
    const nan = await client.postText('/release-audio-given-ids', `{"audio_id_list": ["${id}", NaN]}`);
    expect(nan.status).toBe(201);
    expect((await client.post('/release-audio-given-ids', {})).status).toBe(400);
  });

  it('forgets ids with their recording', async () => {
    const gone = await client.audioId(chirp);
    const token = await server.adminToken();
    const { body } = await server.call<{ items: { id: string }[] }>('/v1/recordings?limit=1', { token });
    await server.call(`/v1/recordings/${body.items[0].id}`, { method: 'DELETE', token });
    expect((await client.view(gone)).status).toBe(404);
  });

  describe('uploads by URL', () => {
    let site: Server;
    let address: string;
    beforeAll(async () => {
      site = createServer((request, response) => response.end(request.url === '/chirp' ? chirp : 'this is text'));
      site.listen(0, '127.0.0.1');
      await once(site, 'listening');
      address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((closed) => site.close(closed)));

    it('answers as an upload does', async () => {
      const asked = { audio_url: `${address}/chirp`, num_spec_columns: 500, n_fft: null, color_map: 'magma' };
      const { status, body } = await client.post<VocalUpload>('/upload-by-url', asked);
      expect(status).toBe(201);
      expect(body.configurations).toMatchObject({ hop_length: 96, num_spec_columns: 500, n_fft: 512 });
      expect(await readPicture(body.channels[0].spec)).toMatchObject({ width: 500, height: 300 });
      expect(await client.wav(body.channels[0].audio_id, 0, 3)).toHaveLength(chirp.length);
    });

    it.each([
      [{ audio_url: '/text' }, 'not audio'],
      [{ audio_url: 'ftp://x.example/a.wav' }, 'audio_url'],
      [{ audio_url: 'nonsense' }, 'audio_url'],
      [{ audio_url: null }, 'audio_url'],
      [{ audio_url: '/chirp', num_spec_columns: 1e6 }, 'num_spec_columns'],
      [{ audio_url: '/chirp', spec_cal_method: 'wavelet' }, 'spec_cal_method'],
    ])('refuses %j', async (request, reason) => {
      const audio_url =
        request.audio_url?.startsWith('/') === true ? `${address}${request.audio_url}` : request.audio_url;
      const { status, body } = await client.post('/upload-by-url', { ...request, audio_url });
      expect([status, body.error]).toEqual([400, expect.stringContaining(reason)]);
    });
  });
});
