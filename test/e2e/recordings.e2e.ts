import { createHash, randomUUID } from 'node:crypto';
import { request } from 'undici';
import { fileForm, makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

interface Recording {
  id: string;
  name: string;
  originalFileName: string;
  durationSeconds: number;
  createdAt: string;
  owner: string;
  analyses: { id: string; kind: string; status: string }[];
  allAnalyses: string | null;
}
interface Page {
  items: Recording[];
  nextCursor: string | null;
}
interface Problem {
  code: string;
  type: string;
  detail: string;
  errors?: { field: string }[];
}

/** A cursor that no list made, with a value of its own. */
const cursorOf = (value: string): string => Buffer.from(JSON.stringify([value, randomUUID()])).toString('base64url');

describe('recordings', () => {
  let server: TestServer;
  let alice: { id: string; token: string };
  let bob: { id: string; token: string };
  let admin: string;
  const wav = makeWav({ seconds: 2, channels: 2 });

  const upload = (token: string, content: Uint8Array = wav, fileName?: string, fields?: Record<string, string>) =>
    server.call<Recording>('/v1/recordings', { token, form: fileForm(content, fileName, fields) });

  beforeAll(async () => {
    server = await TestServer.start();
    alice = await server.newUser('alice@example.org');
    bob = await server.newUser('bob@example.org');
    admin = await server.adminToken();
  });
  afterAll(() => server.stop());

  describe('upload', () => {
    it('measures the file and answers with all its figures', async () => {
      const { status, headers, body } = await upload(alice.token, wav, 'two tones.wav');
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/v1/recordings/${body.id}`);
      expect(body).toMatchObject({
        name: 'two tones',
        originalFileName: 'two tones.wav',
        contentType: 'audio/wav',
        codec: 'pcm_s16le',
        sizeBytes: wav.length,
        sha256: createHash('sha256').update(wav).digest('hex'),
        durationSeconds: 2,
        sampleRateHz: 22_050,
        channels: 2,
        owner: alice.id,
        analyses: [],
        allAnalyses: null,
      });
    });

    it('starts the analyses that the form asks for', async () => {
      const { status, body } = await upload(alice.token, wav, 'a.wav', { name: 'Dawn', analyses: 'music' });
      expect(status).toBe(201);
      expect(body.name).toBe('Dawn');
      expect(body.analyses).toEqual([expect.objectContaining({ kind: 'music' })]);
    });

    it.each([
      ['an unknown kind', { analyses: 'nonsense' }, 'analyses.0.kind'],
      ['JSON that is none', { analyses: '[{' }, 'analyses'],
      ['an unknown field', { colour: 'red' }, 'colour'],
      ['an empty name', { name: '' }, 'name'],
    ])('refuses %s, names the field and keeps nothing', async (_case, fields, field) => {
      const before = await server.call<Page>('/v1/recordings?limit=200', { token: alice.token });
      const { status, body } = await server.call<Problem>('/v1/recordings', {
        token: alice.token,
        form: fileForm(wav, 'a.wav', fields),
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(field);
      const after = await server.call<Page>('/v1/recordings?limit=200', { token: alice.token });
      expect(after.body.items).toHaveLength(before.body.items.length);
    });

    it.each([
      ['no file', new FormData()],
      ['a file in another part', otherPart()],
      ['two files', twoFiles()],
    ])('refuses a form with %s', async (_case, form) => {
      const { status, body } = await server.call<Problem>('/v1/recordings', { token: alice.token, form });
      expect(status).toBe(400);
      expect(body.detail).toContain('file');
    });

    it.each([
      ['../../etc/passwd.wav', 'passwd.wav'],
      ['a\nb.wav', 'ab.wav'],
      ['🐦 dawn.wav', '🐦 dawn.wav'],
      ['x'.repeat(5000) + '.wav', 'x'.repeat(255)],
    ])('shows a file name safely', async (given, shown) => {
      const { status, body } = await uploadRaw(given);
      expect(status).toBe(201);
      expect(body.originalFileName).toBe(shown);
      const audio = await server.call<string>(`/v1/recordings/${body.id}/audio`, { token: alice.token });
      expect(audio.status).toBe(200);
    });

    /** Sends the name in the encoded form, which can hold line breaks. */
    function uploadRaw(fileName: string) {
      const boundary = 'boundary1';
      const disposition = `form-data; name="file"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
      const head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\n\r\n`;
      return server.call<Recording>('/v1/recordings', {
        token: alice.token,
        body: Buffer.concat([Buffer.from(head), wav, Buffer.from(`\r\n--${boundary}--\r\n`)]),
        headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      });
    }
  });

  describe('idempotency', () => {
    it('makes one recording for one key, also at the same time', async () => {
      const headers = { 'Idempotency-Key': 'upload-1' };
      const send = () => server.call<Recording>('/v1/recordings', { token: bob.token, form: fileForm(wav), headers });
      const answers = await Promise.all([send(), send(), send()]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(2);
      const list = await server.call<Page>('/v1/recordings', { token: bob.token });
      expect(list.body.items).toHaveLength(1);
    });

    it('refuses the key for another file', async () => {
      const { status } = await server.call('/v1/recordings', {
        token: bob.token,
        form: fileForm(makeWav({ seconds: 1 })),
        headers: { 'Idempotency-Key': 'upload-1' },
      });
      expect(status).toBe(422);
    });

    it('lets another user use the same key', async () => {
      const headers = { 'Idempotency-Key': 'upload-1' };
      const { status, headers: answered } = await server.call('/v1/recordings', {
        token: alice.token,
        form: fileForm(wav),
        headers,
      });
      expect(status).toBe(201);
      expect(answered.get('idempotency-replayed')).toBeNull();
    });

    it('starts one analysis for one key', async () => {
      const { body: recording } = await upload(alice.token);
      const start = () =>
        server.call<{ id: string }>(`/v1/recordings/${recording.id}/analyses`, {
          token: alice.token,
          json: { kind: 'music' },
          headers: { 'Idempotency-Key': 'music-1' },
        });
      const [first, second] = [await start(), await start()];
      expect([first.status, second.status]).toEqual([202, 202]);
      expect(second.body.id).toBe(first.body.id);
    });
  });

  describe('list', () => {
    let carol: { id: string; token: string };
    const names = ['Alder', 'birch_1', 'birch%2', 'Cedar', 'Dogwood'];

    beforeAll(async () => {
      carol = await server.newUser('carol@example.org');
      for (const [index, name] of names.entries()) {
        await upload(carol.token, makeWav({ seconds: 0.1 * (index + 1) }), 'x.wav', { name });
      }
    });

    const list = async (query: string, token = carol.token) => {
      const { status, body } = await server.call<Page>(`/v1/recordings?${query}`, { token });
      expect(status).toBe(200);
      return body;
    };
    const namesOf = (page: Page) => page.items.map(({ name }) => name);

    it.each([
      ['', [...names].reverse()],
      ['sort=createdAt', names],
      ['sort=-durationSeconds', [...names].reverse()],
      ['name=BIRCH', ['birch%2', 'birch_1']],
      ['name=h_', ['birch_1']],
      ['name=%25', ['birch%2']],
      ['status=succeeded', []],
      ['createdBefore=2020-01-01T00:00:00Z', []],
    ])('answers ?%s', async (query, expected) => {
      expect(namesOf(await list(query))).toEqual(expected);
    });

    it.each(['-createdAt', 'name', 'durationSeconds', '-name'])('pages through all of them by %s', async (sort) => {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page = await list(`limit=2&sort=${sort}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...namesOf(page));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(namesOf(await list(`sort=${sort}`)));
      expect(seen).toHaveLength(names.length);
    });

    it.each([
      'limit=-1',
      'limit=1000',
      'limit=x',
      'cursor=garbage',
      'sort=size',
      'status=odd',
      'owner=me',
      'createdFrom=soon',
      'createdFrom=2024-W05',
      `cursor=${cursorOf('2020')}`,
      `sort=durationSeconds&cursor=${cursorOf('1e-400')}`,
      'colour=1',
    ])('refuses ?%s and names the field', async (query) => {
      const { status, body } = await server.call<Problem>(`/v1/recordings?${query}`, { token: carol.token });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field: query.split('&').at(-1)!.split('=')[0] })]);
    });

    it('shows users their own and administrators everyone’s', async () => {
      expect(namesOf(await list(`owner=${carol.id}&sort=createdAt`, admin))).toEqual(names);
      expect((await list('limit=200', admin)).items.length).toBeGreaterThan(names.length);
      const refused = await server.call(`/v1/recordings?owner=${carol.id}`, { token: bob.token });
      expect(refused.status).toBe(403);
    });
  });

  describe('one recording', () => {
    it('is read, changed and deleted by its owner', async () => {
      const { body: recording } = await upload(alice.token, wav, 'x.wav', { analyses: 'music' });
      const path = `/v1/recordings/${recording.id}`;
      const changed = await server.call<Recording & { notes: string }>(path, {
        token: alice.token,
        method: 'PATCH',
        json: { name: 'Evening', notes: 'by the pond' },
      });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ name: 'Evening', notes: 'by the pond' });
      const analysis = `/v1/analyses/${recording.analyses[0].id}`;
      expect((await server.call(analysis, { token: alice.token })).status).toBe(200);
      expect((await server.call(path, { token: alice.token, method: 'DELETE' })).status).toBe(204);
      for (const gone of [path, `${path}/audio`, `${path}/waveform`, analysis]) {
        expect((await server.call(gone, { token: alice.token })).status).toBe(404);
      }
    });

    it('shows the newest of its analyses, and where all of them are', async () => {
      const kinds = Array<string>(20).fill('music').join(',');
      const { body: recording } = await upload(alice.token, wav, 'x.wav', { analyses: kinds });
      expect([recording.analyses.length, recording.allAnalyses]).toEqual([20, null]);
      const path = `/v1/recordings/${recording.id}`;
      const later: string[] = [];
      for (let count = 0; count < 2; count++) {
        const request = { token: alice.token, json: { kind: 'music' } };
        later.push((await server.call<{ id: string }>(`${path}/analyses`, request)).body.id);
      }
      const { body: read } = await server.call<Recording>(path, { token: alice.token });
      const { body: list } = await server.call<{ items: Recording[] }>('/v1/recordings?limit=1', {
        token: alice.token,
      });
      for (const shown of [read, list.items[0]]) {
        expect(shown.analyses.map(({ id }) => id)).toEqual([
          ...recording.analyses.slice(2).map(({ id }) => id),
          ...later,
        ]);
        expect(shown.allAnalyses).toBe(`/v1/analyses?recordingId=${recording.id}`);
      }
      const { body: all } = await server.call<{ items: object[] }>(read.allAnalyses!, { token: alice.token });
      expect(all.items).toHaveLength(22);
    });

    it('is deleted once, however many ask at the same time', async () => {
      const { body: recording } = await upload(alice.token);
      const remove = () => server.call(`/v1/recordings/${recording.id}`, { token: alice.token, method: 'DELETE' });
      const answers = await Promise.all(Array.from({ length: 6 }, remove));
      const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
      expect(statuses).toEqual([204, ...Array<number>(5).fill(404)]);
    });

    it.each(['', '/audio', '/waveform'])('is not found by others (GET %s)', async (suffix) => {
      const { body: recording } = await upload(alice.token);
      expect((await server.call(`/v1/recordings/${recording.id}${suffix}`, { token: bob.token })).status).toBe(404);
      expect((await server.call(`/v1/recordings/${recording.id}${suffix}`, { token: admin })).status).toBe(200);
    });

    it('cannot be changed or analysed by others', async () => {
      const { body: recording } = await upload(alice.token);
      const path = `/v1/recordings/${recording.id}`;
      const attempts = [
        server.call(path, { token: bob.token, method: 'PATCH', json: { name: 'mine' } }),
        server.call(path, { token: bob.token, method: 'DELETE' }),
        server.call(`${path}/analyses`, { token: bob.token, json: { kind: 'music' } }),
      ];
      expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 404, 404]);
    });

    it('refuses a model for a kind that works without one', async () => {
      const { body: recording } = await upload(alice.token);
      const path = `/v1/recordings/${recording.id}/analyses`;
      const { status, body } = await server.call<Problem>(path, {
        token: alice.token,
        json: { kind: 'music', model: 'x' },
      });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field: 'model' })]);
    });

    it.each([
      ['{}', 'kind is required'],
      ['{"kind": 5}', 'kind must be a string'],
    ])('says what %s lacks', async (text, message) => {
      const { body: recording } = await upload(alice.token);
      const path = `/v1/recordings/${recording.id}/analyses`;
      const { body } = await server.call<Problem>(path, { token: alice.token, json: JSON.parse(text) as unknown });
      expect(body.detail).toBe(message);
    });

    it('refuses an id that is no UUID', async () => {
      const { status, body } = await server.call<Problem>('/v1/recordings/1', { token: alice.token });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field: 'id' })]);
    });

    it.each(['name', 'notes'])('cannot have null as its %s', async (field) => {
      const { body: recording } = await upload(alice.token);
      const { status, body } = await server.call<Problem>(`/v1/recordings/${recording.id}`, {
        token: alice.token,
        method: 'PATCH',
        json: { [field]: null },
      });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ field })]);
    });

    it('refuses text that the database cannot keep', async () => {
      const { body: recording } = await upload(alice.token);
      const { status } = await server.call(`/v1/recordings/${recording.id}`, {
        token: alice.token,
        method: 'PATCH',
        json: { notes: 'a\u0000b' },
      });
      expect(status).toBe(400);
    });

    it('may be created for a user by an administrator only', async () => {
      const path = `/v1/recordings?owner=${bob.id}`;
      const made = await server.call<Recording>(path, { token: admin, form: fileForm(wav) });
      expect(made.status).toBe(201);
      expect(made.body.owner).toBe(bob.id);
      expect((await server.call(path, { token: alice.token, form: fileForm(wav) })).status).toBe(403);
      const nobody = `/v1/recordings?owner=${randomUUID()}`;
      expect((await server.call(nobody, { token: admin, form: fileForm(wav) })).status).toBe(404);
    });
  });

  describe('audio', () => {
    let path: string;
    let etag: string;
    beforeAll(async () => {
      const { body } = await upload(alice.token);
      path = `/v1/recordings/${body.id}/audio`;
    });

    const get = async (headers: Record<string, string> = {}, method = 'GET') => {
      // Not fetch, which takes conditional requests for a matter of its own cache.
      const response = await request(`${server.url}${path}`, {
        method: method as 'GET',
        headers: { Authorization: `Bearer ${alice.token}`, ...headers },
      });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: new Headers(response.headers as Record<string, string>), bytes };
    };

    it('answers the uploaded bytes', async () => {
      const { status, headers, bytes } = await get();
      expect(status).toBe(200);
      expect(bytes.equals(wav)).toBe(true);
      expect(headers.get('content-type')).toBe('audio/wav');
      expect(headers.get('accept-ranges')).toBe('bytes');
      etag = headers.get('etag')!;
    });

    it.each([
      ['bytes=0-9', 0, 10],
      ['bytes=100-', 100, undefined],
      ['bytes=-50', -50, undefined],
      ['bytes=0-99999999', 0, undefined],
    ])('answers %s', async (range, from, to) => {
      const { status, headers, bytes } = await get({ Range: range });
      expect(status).toBe(206);
      expect(bytes.equals(wav.subarray(from, to))).toBe(true);
      expect(headers.get('content-range')).toMatch(new RegExp(`^bytes \\d+-\\d+/${wav.length}$`));
    });

    it('answers 416 outside the file', async () => {
      const { status, headers } = await get({ Range: `bytes=${wav.length}-` });
      expect(status).toBe(416);
      expect(headers.get('content-range')).toBe(`bytes */${wav.length}`);
    });

    it.each(['lines=0-1', 'bytes=0-1,5-6', 'nonsense'])('answers everything to %s', async (range) => {
      const { status, bytes } = await get({ Range: range });
      expect(status).toBe(200);
      expect(bytes).toHaveLength(wav.length);
    });

    it('knows what the client already has', async () => {
      expect((await get({ 'If-None-Match': etag })).status).toBe(304);
      expect((await get({ Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206);
      expect((await get({ Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200);
    });

    it('answers HEAD without bytes', async () => {
      const { status, headers, bytes } = await get({}, 'HEAD');
      expect([status, bytes.length, headers.get('content-length')]).toEqual([200, 0, String(wav.length)]);
    });
  });

  describe('waveform', () => {
    let id: string;
    const left = 0.25;
    const right = -0.75;
    beforeAll(async () => {
      const sample = (_frame: number, channel: number) => (channel === 0 ? left : right);
      ({
        body: { id },
      } = await upload(alice.token, makeWav({ seconds: 3, channels: 2, sample })));
    });

    interface Waveform {
      durationSeconds: number;
      points: number;
      min: number[];
      max: number[];
    }
    const waveform = (query: string) =>
      server.call<Waveform>(`/v1/recordings/${id}/waveform?${query}`, { token: alice.token });

    it.each([1, 7, 500])('answers %d pairs', async (points) => {
      const { status, body } = await waveform(`points=${points}&channel=0`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ durationSeconds: 3, points });
      expect(body.min).toHaveLength(points);
      for (const value of [...body.min, ...body.max]) expect(value).toBeCloseTo(left, 3);
    });

    it('spans all channels unless one is named', async () => {
      const { body } = await waveform('points=3');
      for (const value of body.max) expect(value).toBeCloseTo(left, 3);
      for (const value of body.min) expect(value).toBeCloseTo(right, 3);
    });

    it.each(['channel=2', 'points=0', 'points=1000000', 'channel=-1'])('refuses %s', async (query) => {
      const { status, body } = await waveform(query);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(query.split('=')[0]);
    });
  });

  it('removes the bytes and the work of a deleted account', async () => {
    const dora = await server.newUser('dora@example.org');
    const { body: recording } = await upload(dora.token, wav, 'x.wav', { analyses: 'music' });
    expect((await server.call(`/v1/users/${dora.id}`, { token: admin, method: 'DELETE' })).status).toBe(204);
    expect((await server.call(`/v1/recordings/${recording.id}`, { token: admin })).status).toBe(404);
    expect((await server.call(`/v1/analyses/${recording.analyses[0].id}`, { token: admin })).status).toBe(404);
  });
});

function otherPart(): FormData {
  const form = new FormData();
  form.append('audio', new Blob(['x']), 'x.wav');
  return form;
}

function twoFiles(): FormData {
  const form = fileForm(makeWav({ seconds: 0.1 }));
  form.append('file', new Blob(['x']), 'y.wav');
  return form;
}
