import type { ApiAnswer } from '../support/api-client.js';
import { freePort } from '../support/free-port.js';
import { makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';
import { VocalClient, type VocalError } from '../support/vocal-client.js';

const ORIGIN = 'https://annotation.example';

describe('the routes of the annotation client, from a browser of another origin', () => {
  let server: TestServer;
  let client: VocalClient;

  beforeAll(async () => {
    const port = await freePort();
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', EXTRA_PORTS: String(port) } });
    client = new VocalClient(`http://127.0.0.1:${port}`);
  });
  afterAll(() => server.stop());

  const preflight = (path: string) =>
    fetch(`${client.address}${path}`, {
      method: 'OPTIONS',
      redirect: 'manual',
      headers: {
        Origin: ORIGIN,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,accept',
      },
    });

  it.each([
    '/upload',
    '/upload-by-url',
    '/get-audio-clip-spec',
    '/get-audio-clip-wav/',
    '/get-audio-clip-for-visualization',
    '/release-audio-given-ids',
    '/get-status',
    '/get-labels',
    '/finetune-whisperseg',
    '//post-annotations/0a1b2c',
    '//get-annotations/0a1b2c',
    '//get-metadata/',
    '/api/metadata/0a1b2c',
    '//annotation/annotation-time/',
    '///estimate-annotation-time',
  ])('answers the preflight of %s', async (path) => {
    const response = await preflight(path);
    const allowed = response.headers;
    expect(response.status).toBe(200);
    expect(allowed.get('access-control-allow-origin')).toBe('*');
    expect(allowed.get('access-control-allow-headers')).toBe('content-type,accept');
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(allowed.get('access-control-allow-methods')).toContain(method);
    }
  });

  it.each(['//get-status', '/get-status/', '///get-status/'])('answers GET %s itself', async (path) => {
    const response = await fetch(`${client.address}${path}`, { redirect: 'manual', headers: { Origin: ORIGIN } });
    expect([response.status, await response.json()]).toEqual([201, { response: 'success' }]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each<[string, object, unknown]>([
    ['//post-annotations/0a1b2c', { annotations: [] }, { message: 'Annotations inserted successfully.' }],
    ['//get-metadata/', { hash_id: 'nothing', user_profile: false }, []],
    ['//annotation/annotation-time/', { log: [] }, { message: 'Annotation time logged successfully.' }],
  ])('answers POST %s without a redirect and for browsers', async (path, json, expected) => {
    const response = await fetch(`${client.address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
      body: JSON.stringify(json),
    });
    expect([response.status, await response.json()]).toMatchObject([201, expected]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each<[string, number, () => Promise<ApiAnswer<VocalError>>]>([
    ['a body that is not JSON', 400, () => client.postText('/get-audio-clip-wav', '{"audio_id":')],
    ['a body that is a list', 400, () => client.postText('/get-audio-clip-wav', '[]')],
    ['a body of another type', 415, () => client.postText('/get-audio-clip-wav', 'audio_id=1', 'text/plain')],
    ['a body without the fields', 400, () => client.post('/get-audio-clip-wav', {})],
    ['no body', 400, () => client.postText('/get-audio-clip-wav', '')],
    ['a body that is too large', 413, () => client.postText('/get-audio-clip-wav', ' '.repeat(65 * 1024 ** 2))],
    [
      'an unknown id',
      404,
      () => client.post('/get-audio-clip-wav', { audio_id: 'x', start_time: 0, clip_duration: 1 }),
    ],
    ['a form without a file', 400, () => client.postText('/upload', '--x--\r\n', 'multipart/form-data; boundary=x')],
    ['an upload that is no form', 400, () => client.post('/upload', {})],
    ['nothing that is audio', 400, () => client.upload(Buffer.from('this is text'))],
    ['no bytes', 400, () => client.upload(Buffer.alloc(0))],
    ['a name that objects have', 400, () => client.postText('/get-audio-clip-wav', '{"__proto__": 1}')],
  ])('answers %s with %d, one sentence, and the permission for browsers', async (_case, expected, call) => {
    const { status, headers, body } = await call();
    expect([status, Object.keys(body), typeof body.error]).toEqual([expected, ['error'], 'string']);
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('reads bodies of 50 MB, which are whole sets of labels, and NaN in them', async () => {
    const id = await client.audioId(makeWav({ seconds: 0.1 }));
    const filler = '{"onset": NaN, "clustername": "NaN"},'.repeat(1_420_000);
    const text = `{"labels": [${filler}0], "audio_id": "${id}", "start_time": 0, "clip_duration": 0.1}`;
    expect(text.length).toBeGreaterThan(50 * 1024 ** 2);
    expect((await client.postText('/get-audio-clip-wav', text)).status).toBe(200);
  });

  it('keeps native routes closed to other origins, their limit and their format', async () => {
    const native = await server.call('/v1/recordings', { headers: { Origin: ORIGIN } });
    const names = [...native.headers.keys()];
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(native.headers.get('content-type')).toContain('application/problem+json');
    expect((await server.call('//v1/recordings')).status).toBe(404);
    const long = { email: 'x@example.org', password: 'x'.repeat(300_000) };
    expect((await server.call('/v1/auth/login', { json: long })).status).toBe(413);
    const nan = { method: 'POST', body: '{"email": NaN}', headers: { 'Content-Type': 'application/json' } };
    expect((await server.call<{ detail: string }>('/v1/auth/login', nan)).body.detail).toContain('JSON');
  });
});
