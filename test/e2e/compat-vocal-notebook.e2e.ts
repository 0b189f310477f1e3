import { readFileSync } from 'node:fs';
import { describeGolden, goldenPictures, readGolden, sharedFile } from '../support/golden-pictures.js';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { readPicture, VocalClient, type VocalUpload, type VocalView } from '../support/vocal-client.js';

describe('a notebook on an open server, without tokens', () => {
  let server: TestServer;
  let client: VocalClient;
  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true' } });
    client = new VocalClient(server.url);
  });
  afterAll(() => server.stop());

  it('runs its cells one after the other: upload, look, listen, outline, look again, let go', async () => {
    const wav = makeWav({ seconds: 12, sampleRateHz: 22_050, channels: 2 });
    const options = { n_fft: '512', hop_length: '', num_spec_columns: '800', sampling_rate: '16000' };
    const uploaded = await client.upload(Buffer.concat([Buffer.from('\r\n'), wav]), options);
    expect(uploaded.status).toBe(201);
    const { configurations, channels }: VocalUpload = uploaded.body;
    expect(configurations).toMatchObject({ hop_length: 240, num_spec_columns: 800, sampling_rate: 16_000, n_fft: 512 });
    expect(channels.map(({ audio_duration }) => audio_duration)).toEqual([12, 12]);
    const { audio_id } = channels[1];

    // Notebooks leave brightness, contrast and the colour map out.
    const view = await client.post<VocalView>('/get-audio-clip-spec', { audio_id, start_time: 4.5, ...configurations });
    expect(view.status).toBe(200);
    expect(view.body.configurations).toEqual(configurations);
    expect(await readPicture(view.body.spec)).toMatchObject({ width: 800, height: 300 });

    const clip = await client.wav(audio_id, 11.5, 1);
    expect([clip.readUInt32LE(24), clip.length]).toEqual([22_050, 44 + 2 * 22_050]);
    expect(await client.waveform(audio_id, 0, 12)).toHaveLength(2 * Math.floor(264_600 / Math.round(264_600 / 5000)));

    const closer = { ...configurations, hop_length: 40, spec_cal_method: 'constant-q', bins_per_octave: null };
    const again = await client.post<VocalView>('/get-audio-clip-spec', { audio_id, start_time: 4.5, ...closer });
    expect(again.body.configurations).toEqual({ ...closer, min_frequency: 50, bins_per_octave: 41 });

    const audio_id_list = channels.map((channel) => channel.audio_id);
    expect(await client.post('/release-audio-given-ids', { audio_id_list })).toMatchObject({
      status: 201,
      body: { status: 'success' },
    });
  });

  describeGolden('pictures of real recordings (skipped without ../shared)', () => {
    it.each(goldenPictures())('%s is as librosa draws it', async (name, golden) => {
      const { file, method, sampling_rate, hop_length, num_spec_columns, min_frequency, max_frequency } = golden;
      const { audio_id } = (await client.upload(readFileSync(sharedFile(file)))).body.channels[0];
      const { status, body } = await client.view(audio_id, {
        ...{ sampling_rate, hop_length, num_spec_columns, min_frequency, max_frequency },
        spec_cal_method: method,
        color_map: 'gray',
      });
      expect(status).toBe(200);
      expect(body.freqs).toEqual(golden.freqs.map((frequency) => Math.round(frequency)));
      const { pixels, width, height } = await readPicture(body.spec);
      expect([width, height]).toEqual([num_spec_columns, golden.freqs.length]);
      const contrast = readGolden(`${name}.contrast.f32`, height, width);
      const differences = contrast.map((value, index) => {
        const [row, column] = [index % height, Math.floor(index / height)];
        const grey = pixels[3 * ((height - 1 - row) * width + column)];
        return Math.abs(grey - Math.trunc(255 * value));
      });
      // What is left is the loss of JPEG.
      expect(differences.reduce((sum, difference) => sum + difference, 0) / differences.length).toBeLessThan(4);
      expect(differences.filter((difference) => difference > 24).length / differences.length).toBeLessThan(1e-3);
    });
  });
});
