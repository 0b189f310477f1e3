import { readFileSync } from 'node:fs';
import { installDigits } from '../support/install-digits.js';
import { makeWav } from '../support/make-wav.js';
import { type Mp3aiAnswer, Mp3aiClient, multipart } from '../support/mp3ai-client.js';
import { SPOKEN_BY_SECONDS } from '../support/probe-transcription.module.js';
import { eventually } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const wavOf = (kind: keyof typeof SPOKEN_BY_SECONDS): Uint8Array => makeWav({ seconds: SPOKEN_BY_SECONDS[kind] });

describe('recordings of mp3.ai', () => {
  let server: TestServer;
  let counter = 0;
  let client: Mp3aiClient;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true, environment: { OPEN_REGISTRATION: 'true' } });
    await installDigits(server.dataDirectory);
    client = await newClient();
  });
  afterAll(() => server.stop());

  async function newClient(): Promise<Mp3aiClient> {
    const made = new Mp3aiClient(server.url);
    const name = `user-${++counter}`;
    await made.register(name, 'alpine123');
    await made.login(name, 'alpine123');
    return made;
  }

  const NAMED = { name: 'A name' };
  it.each([
    ['no file', NAMED, undefined, { audio_file: ['No file was submitted.'] }],
    [
      'a text in place of the file',
      { ...NAMED, audio_file: 'text' },
      undefined,
      { audio_file: ['The submitted data was not a file. Check the encoding type on the form.'] },
    ],
    ['an empty file', NAMED, new Uint8Array(), { audio_file: ['The submitted file is empty.'] }],
    [
      'no name and a wrong boolean',
      { get_timestamps: 'perhaps' },
      makeWav({ seconds: 1 }),
      { name: ['This field is required.'], get_timestamps: ['Must be a valid boolean.'] },
    ],
    ['a blank name', { name: '  ' }, makeWav({ seconds: 1 }), { name: ['This field may not be blank.'] }],
    [
      'a long name',
      { name: '🐦'.repeat(33) },
      makeWav({ seconds: 1 }),
      { name: ['Ensure this field has no more than 32 characters.'] },
    ],
    [
      '10,000 keywords',
      { ...NAMED, words: Array.from({ length: 10_000 }, (_, index) => `k${index}`).join(',') },
      makeWav({ seconds: 1 }),
      { words: ['Ensure this field has no more than 10000 characters.'] },
    ],
    ['NUL characters', { name: 'a\0b' }, makeWav({ seconds: 1 }), { name: ['Null characters are not allowed.'] }],
  ])('refuses %s', async (_case, fields, bytes, errors) => {
    const answer = await client.upload(fields, bytes);
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body).toEqual(errors);
  });

  it('refuses what is no audio, and says so of a wrong name', async () => {
    const text = Buffer.from('This is no sound, but a text that somebody has written.');
    const wrong = await client.upload(NAMED, text, { fileName: 'letter.wav' });
    expect(wrong).toMatchObject({
      status: 400,
      body: { audio_file: ['File extension “wav” is not allowed. Allowed extensions are: mp3.'] },
    });
    expect(await client.upload(NAMED, text)).toMatchObject({
      status: 400,
      body: { audio_file: [expect.stringContaining('either not an audio file or a corrupted audio file')] },
    });
    expect((await client.call('GET', '/api/v1/recordings/')).body).toEqual([]);
    expect((await client.json('POST', '/api/v1/recordings/', NAMED)).body).toEqual({
      audio_file: ['No file was submitted.'],
    });
  });

  it('hears spoken digits, in whatever format they come', async () => {
    const digits = readFileSync('test/fixtures/speech/digits-five.flac');
    const fields = { name: 'Digits', get_timestamps: 'True', words: 'nine, one, eleven' };
    const { status, body } = await client.upload(fields, digits, { fileName: 'digits.flac' });
    expect(status).toBe(201);
    const hits = [
      ...body.timestamps.matchAll(/\{'conf': ([\d.e-]+), 'end': ([\d.]+), 'start': ([\d.]+), 'word': '(nine|one)'\}/g),
    ];
    const counts = JSON.parse(body.word_freqs) as Record<string, number>;
    // How well it hears is measured elsewhere.
    expect(body.transcript.split(' ')).toContain('one');
    expect(hits.length).toBe((counts.nine ?? 0) + (counts.one ?? 0));
    expect(counts).not.toHaveProperty('eleven');
    for (const [, conf, end, start] of hits) {
      expect(Number(conf)).toBeLessThanOrEqual(1);
      expect(Number(start)).toBeLessThanOrEqual(Number(end));
      expect(Number(end)).toBeLessThanOrEqual(3.19);
    }
    await client.call('DELETE', `/api/v1/recordings/${body.uuid}/`);
  });

  it('answers a silent clip with timestamps', async () => {
    const fields = { name: '  Silence ', get_timestamps: 'on', words: 'puppy', uuid: 'x', transcript: 'mine' };
    const { status, body } = await client.upload(fields, wavOf('silence'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Silence', transcript: '', word_freqs: '{}', timestamps: '[]' });
  });

  it('has no times unless they are asked for, and few demands on keywords', async () => {
    const words = `,, Naïve ,DON'T,${'x'.repeat(60)},naïve,the puppy's,!!!,😀,${'y'.repeat(201)}`;
    const { status, body } = await client.upload({ ...NAMED, words, get_timestamps: '' }, wavOf('speech'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      words: `["na\\u00efve", "don't", "${'x'.repeat(60)}", "the puppy's"]`,
      word_freqs: `{"don't": 1, "na\\u00efve": 1}`,
      timestamps: '',
      get_timestamps: false,
    });
  });

  it('lists one’s own, oldest first, filtered by one’s own name', async () => {
    const lister = await newClient();
    const { username } = (await lister.call('GET', '/auth/users/me/')).body as { username: string };
    for (const name of ['first', 'second', 'third']) await lister.upload({ name }, wavOf('silence'));
    const names = async (query: string) =>
      (await lister.call<Mp3aiAnswer[]>('GET', `/api/v1/recordings/${query}`)).body.map(({ name }) => name);
    expect(await names('')).toEqual(['first', 'second', 'third']);
    expect(await names(`?user__username=${username}`)).toEqual(['first', 'second', 'third']);
    expect(await names('?user__username=')).toHaveLength(3);
    expect(await names(`?user__username=${username.toUpperCase()}`)).toEqual([]);
    expect(await names('?user__username=testuser')).toEqual([]);
  });

  it('deletes once, and hides what is somebody else’s', async () => {
    const { uuid } = (await client.upload(NAMED, wavOf('silence'))).body;
    const path = `/api/v1/recordings/${uuid}/`;
    const stranger = await newClient();
    const admin = new Mp3aiClient(server.url, await server.adminToken());
    for (const other of [stranger, admin]) {
      for (const method of ['GET', 'DELETE']) {
        expect(await other.call(method, path)).toMatchObject({ status: 404, body: { detail: 'Not found.' } });
      }
    }
    expect((await client.call('DELETE', path)).status).toBe(204);
    expect((await client.call('DELETE', path)).status).toBe(404);
    expect((await client.call('GET', '/api/v1/recordings/not-a-uuid/')).status).toBe(404);
  });

  it('deletes once, however many ask at the same time', async () => {
    const { uuid } = (await client.upload(NAMED, wavOf('silence'))).body;
    const statuses = async (work: () => Promise<{ status: number }>): Promise<number[]> =>
      (await Promise.all(Array.from({ length: 6 }, work))).map(({ status }) => status).sort((a, b) => a - b);
    expect(await statuses(() => client.call('DELETE', `/api/v1/recordings/${uuid}/`))).toEqual([
      204,
      ...Array<number>(5).fill(404),
    ]);
    const leaving = await newClient();
    const leave = () => leaving.form('DELETE', '/auth/users/me/', { current_password: 'alpine123' });
    expect(await statuses(leave)).toEqual([204, ...Array<number>(5).fill(401)]);
  });

  it('shows native recordings that are transcribed, and no others', async () => {
    const { token } = client;
    const analyses = [{ kind: 'transcription', options: { keywords: ['back'], wordTimestamps: true } }];
    const form = new FormData();
    form.append('file', new Blob([wavOf('speech')]), 'native.wav');
    form.append('name', 'A name of a native recording that is long');
    form.append('analyses', JSON.stringify(analyses));
    const made = await server.call<{ id: string }>('/v1/recordings', { token, form });
    const plain = new FormData();
    plain.append('file', new Blob([wavOf('speech')]), 'plain.wav');
    const other = await server.call<{ id: string }>('/v1/recordings', { token, form: plain });
    const path = `/api/v1/recordings/${made.body.id}/`;
    const shown = await eventually(
      () => client.call('GET', path),
      ({ status }) => status === 200,
    );
    expect(shown.body).toMatchObject({
      name: 'A name of a native recording that is long',
      words: '["back"]',
      timestamps: "[{'conf': 0.75, 'end': 0.9, 'start': 0.8, 'word': 'back'}]",
    });
    expect((await client.call('GET', `/api/v1/recordings/${other.body.id}/`)).status).toBe(404);
  });

  it('keeps nothing of a transcription that failed, and says why', async () => {
    const failing = await newClient();
    const { token } = failing;
    const failed = await failing.upload(NAMED, wavOf('failing'));
    expect(failed).toMatchObject({ status: 500, body: { detail: 'The probe failed.' } });
    const waiting = await failing.upload(NAMED, wavOf('waiting'));
    expect(waiting).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining('models pull') as string },
    });
    expect(waiting.headers.get('retry-after')).toBe('60');
    expect((await failing.call('GET', '/api/v1/recordings/')).body).toEqual([]);
    expect((await server.call('/v1/recordings', { token })).body).toMatchObject({ items: [] });
  });

  it('loses nothing when the client goes away', async () => {
    const leaving = await newClient();
    const stop = new AbortController();
    const upload = leaving.upload({ name: 'Left' }, wavOf('slow'), { signal: stop.signal });
    const { token } = leaving;
    const kept = await eventually(
      async () => (await server.call<{ items: object[] }>('/v1/recordings', { token })).body.items,
      ({ length }) => length === 1,
    );
    expect(kept).toMatchObject([{ name: 'Left' }]);
    stop.abort();
    await expect(upload).rejects.toThrow();
    const listed = await eventually(
      () => leaving.call<object[]>('GET', '/api/v1/recordings/'),
      ({ body }) => body.length === 1,
    );
    expect(listed.body).toMatchObject([{ name: 'Left', transcript: expect.stringContaining('puppies') as string }]);
  });

  it('refuses what is too large at once', async () => {
    await server.restart({ MAX_UPLOAD_BYTES: '1000' });
    const client = new Mp3aiClient(server.url);
    await client.register('small', 'alpine123');
    await client.login('small', 'alpine123');
    const { body: form, type } = multipart(
      { name: 'x' },
      { name: 'audio_file', fileName: 'a.mp3', bytes: makeWav({ seconds: 1 }) },
    );
    expect((await client.call('POST', '/api/v1/recordings/', { body: form, type })).status).toBe(413);
  });
});
