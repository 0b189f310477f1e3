import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiAnswer } from '../support/api-client.js';
import { makeCalls, makeZip } from '../support/finetunes-client.js';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { BUILT_INS, type ListedModel, VocalModelsClient } from '../support/vocal-models-client.js';

interface Columns {
  onset: number[];
  offset: number[];
  cluster: string[];
}

const EMPTY = { onset: [], offset: [], cluster: [] };
const calls = makeCalls(3);

/** A zip as scripts make it: calls with labels in columns. */
const trainingZip = (change: Record<string, string | Buffer> = {}) =>
  makeZip(
    Object.entries({
      'a.wav': calls,
      'a.json': JSON.stringify({ onset: [0.1, 0.6], offset: [0.3, 0.8], cluster: ['low', 'high'], min_frequency: 200 }),
      'b.wav': calls,
      'b.csv': 'onset,offset,cluster\n0.1,0.3,low\n1.1,1.3,low\n',
      ...change,
    }).map(([name, content]) => ({ name, content })),
  );

describe('the model services', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  let client: VocalModelsClient;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', COMPUTE_THREADS: '1' } });
    client = new VocalModelsClient(server.url);
  });
  afterAll(() => server.stop());

  /** As scripts do it: bare bytes under the name of the part. */
  function segment(audio: Uint8Array, fields: Record<string, string> = {}): Promise<ApiAnswer<Columns>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('audio_file', new Blob([audio]), 'audio_file');
    return server.call('/segment', { form });
  }
  const segmentJson = <Body = Columns>(audio: Uint8Array | string, more: object = {}): Promise<ApiAnswer<Body>> => {
    const audio_file_base64_string = typeof audio === 'string' ? audio : Buffer.from(audio).toString('base64');
    return server.call('/segment', { json: { audio_file_base64_string, sr: 16_000, ...more } });
  };
  const storedAudio = (): string[] =>
    readdirSync(join(server.dataDirectory, 'audio'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it('are ready', async () => {
    expect(await server.call('/status')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  describe('segmenting', () => {
    it('answers a form and JSON with the same columns, and keeps nothing of them', async () => {
      const before = storedAudio();
      const form = await segment(calls, { model_name: 'whisperseg-large', min_frequency: '0', num_trials: '3' });
      const json = await segmentJson(calls, { num_trials: 3, eps: 0.02, min_frequency: 0 });
      expect([form.status, json.status]).toEqual([200, 201]);
      expect(Object.keys(form.body)).toEqual(['onset', 'offset', 'cluster']);
      expect(form.body.onset.length).toBeGreaterThan(1);
      expect(form.body).toEqual(json.body);
      expect(storedAudio()).toEqual(before);
      expect(form.body.cluster).toEqual(form.body.onset.map(() => expect.any(String) as string));
    });

    it('finds what the annotation client is shown', async () => {
      const { labels } = (await client.labels(await client.audioId(calls))).body;
      const { onset, offset } = (await segment(calls)).body;
      expect(labels.map((label) => [label.onset, label.offset])).toEqual(
        onset.map((one, index) => [one, offset[index]]),
      );
    });

    it('leaves out what is shorter than asked for, and hears the channel that is asked for', async () => {
      const all = (await segmentJson(calls)).body;
      expect(all.onset.length).toBeGreaterThan(3);
      // The calls last 0.2 s.
      expect((await segmentJson(calls, { min_segment_length: 0.3 })).body).toEqual(EMPTY);
      const stereo = makeWav({
        seconds: 3,
        sampleRateHz: 16_000,
        channels: 2,
        sample: (frame, channel) => (channel === 1 ? calls.readInt16LE(44 + 2 * frame) / 32_767 : 0),
      });
      expect((await segment(stereo, { channel_id: '1' })).body).toEqual(all);
      expect((await segment(stereo)).body).not.toEqual(all);
    });

    it('has columns for Adobe Audition', async () => {
      const plain = (await segmentJson(calls)).body;
      const { status, body } = await segmentJson<Record<string, string[]>>(calls, { adobe_audition_compatible: true });
      expect([status, Object.keys(body)]).toEqual([
        201,
        ['\ufeffName', 'Start', 'Duration', 'Time Format', 'Type', 'Description'],
      ]);
      expect(body.Start).toEqual(plain.onset.map((onset) => `0:0${onset.toFixed(3)}`));
      expect(new Set(body['Time Format'])).toEqual(new Set(['decimal']));
      expect(new Set(body.Type)).toEqual(new Set(['Cue']));
      expect(body['\ufeffName']).toEqual(plain.onset.map(() => ''));
    });

    it.each<[string, Uint8Array, Record<string, string>]>([
      ['exactly one file', Buffer.alloc(0), {}],
      ['cannot be decoded', Buffer.from('this is no audio'), {}],
      ['unheard-of', calls, { model_name: 'unheard-of' }],
      ['channel_id', calls, { channel_id: '1' }],
      ['spec_time_step', calls, { spec_time_step: 'short' }],
    ])('fails at a form with empty columns and 400, and says "%s" in a header', async (_reason, audio, fields) => {
      const { status, body, headers } = await segment(audio, fields);
      expect([status, body]).toEqual([400, EMPTY]);
      expect(headers.get('x-earshot-error')).toEqual(expect.stringMatching(/\w/));
    });

    it('fails at a form without audio with empty columns and 400', async () => {
      const form = new FormData();
      form.append('model_name', 'whisperseg-base');
      expect(await server.call('/segment', { form })).toMatchObject({ status: 400, body: EMPTY });
    });

    it('answers JSON with empty columns where it cannot segment, as the earlier service does, and says why', async () => {
      const { status, body, headers } = await segmentJson(Buffer.from('this is no audio'));
      expect([status, body]).toEqual([201, EMPTY]);
      expect(headers.get('x-earshot-error')).toEqual(expect.stringMatching(/\w/));
    });

    it.each<[string, number, () => Promise<ApiAnswer<{ error: string }>>]>([
      ['audio_file_base64_string', 400, () => segmentJson('?')],
      ['min_segment_length', 400, () => segmentJson(calls, { min_segment_length: 'x' })],
      ['JSON', 400, () => server.call('/segment', { body: '{', headers: { 'Content-Type': 'application/json' } })],
      ['JSON', 415, () => server.call('/segment', { body: 'a', headers: { 'Content-Type': 'text/plain' } })],
      ['larger than', 413, () => segmentJson('A'.repeat(65 * 1024 ** 2))],
    ])('refuses JSON with a wrong %s with %d', async (name, expected, call) => {
      const { status, body } = await call();
      expect([status, body.error]).toEqual([expected, expect.stringContaining(name)]);
    });
  });

  describe('training', () => {
    async function submit(fields: Record<string, string>, zip?: Uint8Array<ArrayBuffer>) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      if (zip !== undefined) form.append('zip', new Blob([zip]), 'zip');
      return server.call<{ message?: string; error?: string }>('/submit-training-request', { form });
    }
    const post = async (path: string) =>
      (await server.call<{ response: ListedModel[] }>(path, { method: 'POST' })).body.response;

    it('makes a model of a zip of recordings and labels, which is listed all the way', async () => {
      const fields = { model_name: 'From-Zip', initial_model_name: 'whisperseg-base', num_epochs: '3', steps: '2' };
      expect(await submit(fields, await trainingZip())).toMatchObject({ status: 200, body: { message: 'Training' } });
      expect((await post('/list-all-models')).map(({ model_name }) => model_name)).toEqual([...BUILT_INS, 'from-zip']);
      await client.untilTrained('from-zip');
      expect(await post('/get-training-request-queue')).toEqual([]);
      expect((await post('/list-all-models')).at(-1)).toEqual({
        model_name: 'from-zip',
        status: 'ready',
        eta: '--:--:--',
      });
      const { cluster } = (await segment(calls, { model_name: 'from-zip' })).body;
      expect(cluster.every((name) => ['low', 'high'].includes(name))).toBe(true);
    });

    it('learns one class of labels whose clusters do not count', async () => {
      const fields = { model_name: 'one-class', ignore_cluster: '1', steps: '2' };
      expect((await submit(fields, await trainingZip())).status).toBe(200);
      await client.untilTrained('one-class');
      expect(new Set((await segment(calls, { model_name: 'one-class' })).body.cluster)).toEqual(new Set(['Vocal']));
    });

    it.each<[string, Record<string, string>, () => Promise<Uint8Array<ArrayBuffer>> | undefined]>([
      ['Model name cannot be empty', { model_name: '' }, trainingZip],
      ['Model name cannot be empty', {}, trainingZip],
      ['Model name cannot contain special characters "*"', { model_name: 'a*' }, trainingZip],
      ['Model name already exists', { model_name: 'whisperseg-base' }, trainingZip],
      [
        'initial_model_name is not available for finetuning, call "list-models-available-for-finetuning" API to get the available model_name list',
        { model_name: 'x', initial_model_name: 'unheard-of' },
        trainingZip,
      ],
      ['No training files are provided in the request', { model_name: 'x' }, () => undefined],
      ['No training files are provided in the request', { model_name: 'x' }, () => makeZip([])],
    ])('refuses with "%s" for %j', async (error, fields, zip) => {
      expect(await submit(fields, await zip())).toMatchObject({ status: 400, body: { error } });
    });

    it.each<[string, Record<string, string | Buffer>]>([
      ['"c.wav"', { 'c.wav': calls }],
      ['"a.json"', { 'a.json': '{"onset": [1], "offset": []}' }],
      ['"a.wav"', { 'a.wav': Buffer.from('no audio') }],
    ])('refuses a zip whose %s is wrong, naming it, and keeps nothing', async (name, change) => {
      const { status, body } = await submit({ model_name: 'refused', steps: '2' }, await trainingZip(change));
      expect([status, body.error]).toEqual([400, expect.stringContaining(name)]);
      expect((await post('/list-all-models')).map(({ model_name }) => model_name)).not.toContain('refused');
    });

    it.each(['num_epochs', 'ignore_cluster', 'steps'])('refuses a %s that is no number', async (field) => {
      const { status, body } = await submit({ model_name: 'x', [field]: 'many' }, await trainingZip());
      expect([status, body.error]).toEqual([400, expect.stringContaining(field)]);
    });
  });
});
