import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeCalls } from '../support/finetunes-client.js';
import { freePort } from '../support/free-port.js';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import type { VocalUpload, VocalView } from '../support/vocal-client.js';
import { BUILT_INS, callLabels, type VocalLabel, VocalModelsClient } from '../support/vocal-models-client.js';

const ORIGIN = 'https://annotation.example';
const SECONDS = 4;
const calls = makeCalls(SECONDS);
const stereo = makeWav({
  seconds: SECONDS,
  sampleRateHz: 16_000,
  channels: 2,
  sample: (frame, channel) => (channel === 0 ? calls.readInt16LE(44 + 2 * frame) / 32_767 : 0),
});

/** A browser: it asks for permission first, and follows a redirect of neither request. */
async function fetchAsBrowser(
  url: string,
  init: { method: string; body?: string; type?: string },
): Promise<{ status: number; body: unknown }> {
  const asked = { 'Access-Control-Request-Method': init.method, 'Access-Control-Request-Headers': 'content-type' };
  const permission = await fetch(url, { method: 'OPTIONS', redirect: 'manual', headers: { Origin: ORIGIN, ...asked } });
  expect([url, permission.status, permission.headers.get('access-control-allow-origin')]).toEqual([url, 200, '*']);
  const response = await fetch(url, {
    method: init.method,
    redirect: 'manual',
    headers: { Origin: ORIGIN, ...(init.type !== undefined && { 'Content-Type': init.type }) },
    body: init.body,
  });
  expect([url, response.headers.get('access-control-allow-origin')]).toEqual([url, '*']);
  return { status: response.status, body: await response.json() };
}

describe('unmodified clients from end to end', () => {
  jest.setTimeout(240_000);
  let server: TestServer;
  let files: Server;
  let port: number;

  beforeAll(async () => {
    files = createServer((_, response) => response.end(stereo)).listen(0, '127.0.0.1');
    await once(files, 'listening');
    port = await freePort();
    server = await TestServer.start({
      environment: {
        COMPAT_OPEN: 'true',
        URL_IMPORT_ALLOW_PRIVATE: 'true',
        EXTRA_PORTS: String(port),
        COMPUTE_THREADS: '1',
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    files.close();
  });

  it('runs the cells of the notebook: without tokens, and without bodies on the lists', async () => {
    const post = async <Body>(path: string, json?: object): Promise<Body> => {
      const { status, body } = await server.call<Body>(path, { method: 'POST', json });
      expect([path, status]).toEqual([path, path.startsWith('/get-audio-clip-spec') ? 200 : 201]);
      return body;
    };
    const client = new VocalModelsClient(server.url);
    const { configurations, channels } = (await client.upload(calls)).body;
    const { audio_id } = channels[0];
    await post<VocalView>('/get-audio-clip-spec', { audio_id, start_time: 1, ...configurations });

    for (const list of ['inference', 'finetuning']) {
      const { response } = await post<{ response: object[] }>(`/list-models-available-for-${list}`);
      expect(response).toEqual(BUILT_INS.map((model_name) => ({ model_name, status: 'ready', eta: '--:--:--' })));
    }
    expect(await post('/list-models-training-in-progress')).toEqual({ response: [] });

    const annotated_areas = [{ onset: 0, offset: 2 }];
    const human_labels = callLabels(2);
    const model = { model_name: 'whisperseg-base', min_frequency: 0 };
    const first = await post<{ labels: VocalLabel[] }>('/get-labels', {
      ...{ audio_id, annotated_areas, human_labels },
      ...model,
    });
    expect(first.labels.slice(0, 4)).toEqual(human_labels);

    const training = { audio_id, annotated_areas, human_labels, new_model_name: 'notebook-model', min_frequency: 0 };
    const more = { inital_model_name: 'whisperseg-base', steps: 2 };
    expect(await post('/finetune-whisperseg', { ...training, ...more })).toEqual({ message: 'Training' });
    await client.untilTrained('notebook-model');
    const again = await post<{ labels: VocalLabel[] }>('/get-labels', {
      ...{ audio_id, annotated_areas, human_labels },
      model_name: 'notebook-model',
    });
    const learnt = again.labels
      .slice(4)
      .map(({ species, individual, clustername }) => [species, individual, clustername]);
    for (const names of learnt)
      expect([
        ['finch', 'b7', 'low'],
        ['finch', 'b7', 'high'],
      ]).toContainEqual(names);

    const filed = human_labels.map((label) => ({ ...label, filename: 'calls.wav', annotation_instance: 'notebook' }));
    expect(await post('/post-annotations', { annotations: filed })).toMatchObject({
      message: 'Annotations inserted successfully.',
    });
    const timestamps = ['2024-07-01 10:00:00.000', '2024-07-01 10:00:01.500'];
    expect(await post('/estimate-annotation-time', { timestamps })).toEqual({ response: 1.5 });
    expect(await post('/release-audio-given-ids', { audio_id_list: [audio_id] })).toEqual({ status: 'success' });
  });

  it('serves a session of the web client, whose address ends with a slash, from another origin', async () => {
    const base = `http://127.0.0.1:${port}/`;
    const post = async <Body>(path: string, json: object): Promise<Body> => {
      const body = JSON.stringify(json);
      const answer = await fetchAsBrowser(base + path, { method: 'POST', body, type: 'application/json' });
      expect([path, answer.status]).toEqual([path, /clip-(spec|wav)$/.test(path) ? 200 : 201]);
      return answer.body as Body;
    };
    const url = `http://127.0.0.1:${(files.address() as AddressInfo).port}/stereo.wav`;
    const metadata = { url, filename: 'stereo.wav', nfft: 512, f_low: 0, f_high: 8000, username: 'anna' };
    const token = await server.adminToken();
    await server.call('/v1/annotation-client/metadata/0a1b2c', { method: 'PUT', token, json: metadata });

    // Opened by hash id, the address having it twice over.
    const [found] = await post<(typeof metadata)[]>('/get-metadata/', { hash_id: '0a1b2c', user_profile: false });
    const opened = await post<VocalUpload>('upload-by-url', { audio_url: found.url, n_fft: found.nfft });
    expect(opened.channels).toHaveLength(2);
    const [{ audio_id }, { audio_id: silent }] = opened.channels;

    // Scrolled, zoomed, shown otherwise, played.
    const view = { audio_id, start_time: 1.5, ...opened.configurations, brightness: 1.2, contrast: 0.8 };
    for (const change of [{}, { hop_length: 16 }, { color_map: 'gray' }, { spec_cal_method: 'constant-q', n_fft: 0 }]) {
      expect(await post<VocalView>('get-audio-clip-spec', { ...view, ...change })).toHaveProperty('spec');
    }
    expect(await post('get-audio-clip-wav', { audio_id, start_time: 1, clip_duration: 1 })).toHaveProperty('wav');
    const outline = { audio_id: silent, start_time: 0, clip_duration: 4, target_length: 1000 };
    expect(await post('get-audio-clip-for-visualization', outline)).toHaveProperty('wav_array');
    const { status: alive } = await fetchAsBrowser(`${base}get-status`, { method: 'GET' });
    expect(alive).toBe(201);

    // Authenticated, segmented, fine-tuned.
    expect(await post('whisperseg-auth', { token: 'word' })).toEqual({ success: true });
    const areas = { annotated_areas: [{ onset: 0, offset: 2 }], human_labels: callLabels(2) };
    const asked = { audio_id, ...areas, min_frequency: 0, token: 'word' };
    const { labels } = await post<{ labels: VocalLabel[] }>('get-labels', { ...asked, model_name: 'whisperseg-large' });
    expect(labels.slice(0, 4)).toEqual(areas.human_labels);
    const names = { new_model_name: 'Web-Model', initial_model_name: 'whisperseg-large' };
    expect(await post('finetune-whisperseg', { ...asked, ...names, steps: 2 })).toEqual({ message: 'Training' });
    await new VocalModelsClient(server.url, 'word').untilTrained('web-model');

    // Submitted, and loaded again.
    const annotations = labels.map((label) => ({
      ...label,
      ...{ minFrequency: -1, maxFrequency: -1, filename: 'stereo.wav', channelIndex: 0, username: 'anna' },
      timestamp: '2024-12-05 10:00:00',
    }));
    await post('/post-annotations/0a1b2c', { annotations });
    const log = [{ hash_id: '0a1b2c', timestamp: '2024-12-05T10:00:00.000Z', action: 'play_audio', deviceInfo: {} }];
    await post('/annotation/annotation-time/', { log });
    const reloaded = await fetchAsBrowser(`${base}/get-annotations/0a1b2c`, { method: 'GET' });
    expect(reloaded).toMatchObject({ status: 201, body: [{ annotations }] });
  });
});
