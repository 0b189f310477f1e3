import { createReadStream } from 'node:fs';
import OpenAI, { type APIError, toFile } from 'openai';
import { installDigits } from '../support/install-digits.js';
import { makeWav } from '../support/make-wav.js';
import { SPOKEN_BY_SECONDS } from '../support/probe-transcription.module.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const TEXT = "Puppies, the puppy’s mother; Puppy! Don't naïve back";

const fileOf = (kind: keyof typeof SPOKEN_BY_SECONDS) =>
  toFile(makeWav({ seconds: SPOKEN_BY_SECONDS[kind] }), 'speech.wav');

describe("OpenAI's client", () => {
  let server: TestServer;
  let token: string;
  let client: OpenAI;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true });
    await installDigits(server.dataDirectory);
    const user = await server.newUser('speaker@example.org');
    const json = { name: 'openai' };
    token = (await server.call<{ token: string }>('/v1/auth/tokens', { token: user.token, json })).body.token;
    client = clientWith(token);
  });
  afterAll(() => server.stop());

  const clientWith = (apiKey: string): OpenAI => new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 });

  const recordings = async (): Promise<object[]> =>
    (await server.call<{ items: object[] }>('/v1/recordings', { token })).body.items;

  async function failureOf(work: Promise<unknown>): Promise<APIError> {
    try {
      await work;
    } catch (error) {
      return error as APIError;
    }
    throw new Error('It did not fail.');
  }

  it('transcribes in each format', async () => {
    const file = await fileOf('speech');
    const transcribe = (response_format: 'text' | 'srt' | 'vtt') =>
      client.audio.transcriptions.create({ file, model: 'whisper-1', response_format });
    expect(await client.audio.transcriptions.create({ file, model: 'gpt-4o-transcribe' })).toEqual({
      text: TEXT,
      usage: { type: 'duration', seconds: 1 },
    });
    expect(await transcribe('text')).toBe(`${TEXT}\n`);
    expect(await transcribe('srt')).toBe(
      "1\n00:00:00,000 --> 00:00:00,400\nPuppies, the puppy’s mother;\n\n2\n00:00:00,500 --> 00:00:00,900\nPuppy! Don't naïve back\n\n",
    );
    expect(await transcribe('vtt')).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:00\.400\nPuppies/);
  });

  it('transcribes with words and segments', async () => {
    const verbose = await client.audio.transcriptions.create({
      file: await fileOf('speech'),
      model: 'gpt-4o-mini-transcribe',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
      language: 'en',
      prompt: 'dogs',
      temperature: 0.5,
    });
    expect(verbose).toMatchObject({ task: 'transcribe', language: 'english', duration: 1, text: TEXT });
    expect(verbose.words).toHaveLength(8);
    expect(verbose.words![3]).toEqual({ word: 'mother;', start: 0.3, end: 0.4 });
    expect(verbose.segments).toHaveLength(2);
    expect(verbose.segments![1]).toEqual({
      id: 1,
      seek: 50,
      start: 0.5,
      end: 0.9,
      text: " Puppy! Don't naïve back",
      tokens: [10, 11, 12, 13],
      temperature: 0,
      avg_logprob: Math.log(0.5),
      compression_ratio: 1.1,
      no_speech_prob: 0.1,
    });
    expect(verbose.usage).toEqual({ type: 'duration', seconds: 1 });
  });

  it('translates', async () => {
    const file = await fileOf('speech');
    expect(await client.audio.translations.create({ file, model: 'whisper-1' })).toMatchObject({ text: TEXT });
    const verbose = await client.audio.translations.create({
      file,
      model: 'whisper-1',
      response_format: 'verbose_json',
    });
    expect(verbose).toMatchObject({ language: 'english', task: 'translate', duration: 1 });
  });

  it('hears spoken digits', async () => {
    const verbose = await client.audio.transcriptions.create({
      file: createReadStream('test/fixtures/speech/digits-five.flac'),
      model: 'whisper-digits',
      response_format: 'verbose_json',
      timestamp_granularities: ['word'],
    });
    expect(verbose.duration).toBeCloseTo(3.189375, 3);
    expect(verbose.words!.map(({ word }) => word).join(' ')).toBe(verbose.text);
    // How well it hears is measured elsewhere.
    expect(verbose.text).toMatch(/\bone\b/i);
    for (const { start, end } of verbose.words!)
      expect(start >= 0 && start < end && end <= verbose.duration).toBe(true);
    const unknown = client.audio.transcriptions.create({
      file: createReadStream('test/fixtures/speech/digits-five.flac'),
      model: 'whisper-digits',
      language: 'xx',
    });
    expect(await failureOf(unknown)).toMatchObject({ status: 400, type: 'invalid_request_error', param: 'language' });
  });

  it('hears nothing in silence', async () => {
    const file = await fileOf('silence');
    const verbose = await client.audio.transcriptions.create({
      file,
      model: 'whisper-1',
      response_format: 'verbose_json',
    });
    expect(verbose).toMatchObject({ text: '', segments: [], language: '' });
  });

  it('streams the text while it comes', async () => {
    const stream = await client.audio.transcriptions.create({
      file: await fileOf('speech'),
      model: 'whisper-1',
      stream: true,
    });
    const events: { type: string; delta?: string; text?: string }[] = [];
    for await (const event of stream) events.push(event);
    const deltas = events.filter(({ type }) => type === 'transcript.text.delta');
    expect(deltas.length).toBeGreaterThanOrEqual(1);
    expect(deltas.map(({ delta }) => delta).join('')).toBe(TEXT);
    expect(events.at(-1)).toEqual({
      type: 'transcript.text.done',
      text: TEXT,
      usage: { type: 'duration', seconds: 1 },
    });
  });

  it.each<[keyof typeof SPOKEN_BY_SECONDS, object]>([
    ['failing', { status: 500, code: 'probe_failure', type: 'server_error' }],
    ['waiting', { status: 503, code: 'model_not_installed', type: 'server_error', param: 'model' }],
  ])('is told by the status of a stream that is %s before its first word', async (kind, expected) => {
    const file = await fileOf(kind);
    const failure = await failureOf(client.audio.transcriptions.create({ file, model: 'whisper-1', stream: true }));
    expect(failure).toMatchObject(expected);
    expect(await recordings()).toEqual([]);
  });

  it('is told of a later failure in the stream', async () => {
    const file = await fileOf('breaking');
    const stream = await client.audio.transcriptions.create({ file, model: 'whisper-1', stream: true });
    const error = await failureOf(
      (async () => {
        for await (const event of stream) expect(event.type).toBe('transcript.text.delta');
      })(),
    );
    expect(error.message).toContain('The probe broke.');
  });

  it('leaves nothing behind, also when it goes away or fails', async () => {
    await failureOf(client.audio.transcriptions.create({ file: await fileOf('failing'), model: 'whisper-1' }));
    const stream = await client.audio.transcriptions.create({
      file: await fileOf('slow'),
      model: 'whisper-1',
      stream: true,
    });
    const running = await eventually(recordings, ({ length }) => length === 1);
    expect(running).toMatchObject([{ analyses: [{ kind: 'transcription' }] }]);
    stream.controller.abort();
    expect(await eventually(recordings, ({ length }) => length === 0)).toEqual([]);
    expect(
      await eventually(
        () => storedFiles(server.dataDirectory),
        ({ length }) => length === 0,
      ),
    ).toEqual([]);
  });

  it('keeps the recording where that is asked for', async () => {
    const params = { file: await fileOf('speech'), model: 'whisper-1', keep: true };
    const { response } = await client.audio.transcriptions.create(params).withResponse();
    const id = response.headers.get('x-earshot-recording');
    expect(await recordings()).toMatchObject([
      { id, name: 'speech', analyses: [{ kind: 'transcription', status: 'succeeded' }] },
    ]);
    await server.call(`/v1/recordings/${id}`, { token, method: 'DELETE' });
  });

  it('lists models and reads one', async () => {
    const models = await client.models.list();
    expect(models.data).toContainEqual(expect.objectContaining({ id: 'segmenter-base', object: 'model' }));
    expect(await client.models.retrieve('segmenter-base')).toMatchObject({ object: 'model', owned_by: 'earshot' });
  });

  it('says of models what is wrong, in a problem that its clients can read', async () => {
    const gone = await failureOf(client.models.retrieve('no-such-model'));
    expect(gone).toMatchObject({ status: 404, code: 'not_found', type: 'invalid_request_error', param: null });
    expect(gone.message).toMatch(/^404 .*no-such-model/);
    const stranger = await failureOf(clientWith('ear_wrong').models.list());
    expect(stranger).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(stranger.message).not.toContain('no body');
    const answer = await server.call<{ detail: string }>('/v1/models/no-such-model', { token });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status: 404, error: { message: answer.body.detail } });
  });

  describe('is refused', () => {
    const refused = async (changes: object): Promise<APIError> =>
      failureOf(client.audio.transcriptions.create({ file: await fileOf('speech'), model: 'whisper-1', ...changes }));

    it.each([
      [{ model: 'whisper-9' }, 404, 'model', 'model_not_found'],
      [{ model: 'segmenter-base' }, 404, 'model', 'model_not_found'],
      [{ model: '' }, 400, 'model', null],
      [{ language: 'not a language' }, 400, 'language', null],
      [{ temperature: 1.5 }, 400, 'temperature', null],
      [{ response_format: 'xml' }, 400, 'response_format', null],
      [{ timestamp_granularities: ['word'] }, 400, 'timestamp_granularities', null],
    ])('%j', async (changes, status, param, code) => {
      const error = await refused(changes);
      expect({ status: error.status, param: error.param, code: error.code }).toEqual({ status, param, code });
      expect(error).toMatchObject({ type: 'invalid_request_error' });
      expect(error.message.length).toBeGreaterThan(20);
    });

    it('with files that are none', async () => {
      const empty = await refused({ file: await toFile(new Uint8Array(), 'empty.wav') });
      expect(empty).toMatchObject({ status: 400, param: 'file' });
      const text = await refused({ file: await toFile(Buffer.from('a text and no sound at all'), 'text.wav') });
      expect(text).toMatchObject({ status: 400, code: 'unsupported_audio_type', param: 'file' });
      const streamed = await refused({ file: await toFile(Buffer.from('no sound at all'), 'text.wav'), stream: true });
      expect(streamed).toMatchObject({ status: 400, code: 'unsupported_audio_type', param: 'file' });
      expect(storedFiles(server.dataDirectory)).toEqual([]);
    });

    it('without a file, with a text in its place, and with JSON', async () => {
      const path = '/v1/audio/transcriptions';
      const form = new FormData();
      form.append('model', 'whisper-1');
      expect(await server.call(path, { token, form })).toMatchObject({
        status: 400,
        body: { error: { param: 'file', type: 'invalid_request_error', code: null } },
      });
      form.append('file', 'a text');
      expect((await server.call(path, { token, form })).status).toBe(400);
      const json = await server.call(path, { token, json: { model: 'whisper-1' } });
      expect(json).toMatchObject({ status: 415, body: { error: { code: 'unsupported_content_type' } } });
      expect(await server.call('/v1/audio/speech', { token, json: {} })).toMatchObject({
        status: 404,
        body: { error: { type: 'invalid_request_error' } },
      });
    });

    it('without a good token', async () => {
      const file = await fileOf('speech');
      const error = await failureOf(clientWith('ear_wrong').audio.transcriptions.create({ file, model: 'whisper-1' }));
      expect(error).toMatchObject({ status: 401, code: 'invalid_api_key', type: 'invalid_request_error' });
    });

    it('where no model is installed', async () => {
      const error = await refused({ file: await fileOf('waiting') });
      expect(error).toMatchObject({ status: 503, code: 'model_not_installed', type: 'server_error' });
      expect(error.message).toContain('models pull');
      expect(await recordings()).toEqual([]);
    });

    it('where there is no model at all, whatever else is done', async () => {
      const bare = await TestServer.start();
      try {
        const { token: apiKey } = await bare.newUser('early@example.org');
        const early = new OpenAI({ apiKey, baseURL: `${bare.url}/v1`, maxRetries: 0 });
        for (const changes of [{ stream: true }, {}] as object[]) {
          const request = { file: await fileOf('speech'), model: 'whisper-1', ...changes };
          expect(await failureOf(early.audio.transcriptions.create(request))).toMatchObject({
            status: 503,
            code: 'model_not_installed',
            type: 'server_error',
            param: 'model',
          });
        }
        expect(storedFiles(bare.dataDirectory)).toEqual([]);
      } finally {
        await bare.stop();
      }
    });

    it('when too much waits, and when it is too large', async () => {
      await server.restart({ MAX_UPLOAD_BYTES: '1000' });
      client = clientWith(token);
      expect(await refused({})).toMatchObject({ status: 413, code: 'payload_too_large' });
      await server.restart({ MAX_UPLOAD_BYTES: '1000000', MAX_QUEUED_JOBS_PER_USER: '1', COMPUTE_THREADS: '1' });
      client = clientWith(token);
      const file = await fileOf('slow');
      const all = Array.from({ length: 4 }, () => client.audio.transcriptions.create({ file, model: 'whisper-1' }));
      const statuses = (await Promise.allSettled(all)).map((result) =>
        result.status === 'fulfilled' ? 200 : (result.reason as APIError).status,
      );
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
    });
  });
});
