import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { type Socket, connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { fileForm, makeWav } from '../support/make-wav.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

interface Problem {
  type: string;
  status: number;
  detail: string;
  errors?: { field: string }[];
}
interface Recording {
  id: string;
  name: string;
  analyses: { id: string }[];
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const cursorOf = (value: unknown, id: unknown = randomUUID()): string =>
  `cursor=${Buffer.from(JSON.stringify([value, id])).toString('base64url')}`;

describe('requests that make no sense', () => {
  let server: TestServer;
  let token: string;
  let recording: Recording;

  beforeAll(async () => {
    server = await TestServer.start();
    token = await server.adminToken();
    const form = fileForm(makeWav(), 'tone.wav', { analyses: 'music' });
    recording = (await server.call<Recording>('/v1/recordings', { token, form })).body;
  });
  afterAll(() => server.stop());

  const send = (method: string, path: string, body: string | Buffer, contentType = 'application/json') =>
    server.call<Problem>(path.replace(':recording', recording.id).replace(':analysis', recording.analyses[0].id), {
      method,
      token,
      body,
      headers: { 'Content-Type': contentType },
    });

  describe.each([
    ['POST', '/v1/auth/login'],
    ['POST', '/v1/auth/register'],
    ['POST', '/v1/auth/refresh'],
    ['POST', '/v1/auth/password'],
    ['POST', '/v1/auth/tokens'],
    ['PATCH', '/v1/auth/me'],
    ['POST', '/v1/users'],
    ['POST', '/v1/recordings'],
    ['PATCH', '/v1/recordings/:recording'],
    ['POST', '/v1/recordings/:recording/analyses'],
    ['POST', '/v1/analyses/:analysis/cancel'],
  ])('%s %s', (method, path) => {
    it.each([
      ['malformed JSON', '{"name": '],
      ['NaN', '{"name": NaN}'],
      ['text where an object belongs', '"text"'],
      ['nesting 100,000 deep', nested(100_000)],
      ['nesting 40,000 deep in a field', `{"name": ${nested(40_000)}, "kind": "music", "options": ${nested(40_000)}}`],
      ['a field __proto__', '{"__proto__": {"role": "admin"}, "name": "x", "kind": "music"}'],
      ['a field constructor', '{"name": "x", "kind": "music", "options": {"constructor": 1}}'],
      ['a field toString', '{"toString": 1, "name": "x", "kind": "music"}'],
      ['bytes that are no UTF-8', Buffer.from('7b226e616d65223a22fffe227d', 'hex')],
    ])('answers 400 to %s', async (_case, body) => {
      const answer = await send(method, path, body);
      expect(answer).toMatchObject({ status: 400, body: { type: 'urn:earshot:problem:invalid-request' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    it('answers 413 to more than it reads', async () => {
      const limit = path.endsWith('/analyses') ? 13 * 1024 ** 2 : 256 * 1024;
      const answer = await send(method, path, `{"name": "${'x'.repeat(limit)}"}`);
      expect(answer).toMatchObject({ status: 413, body: { type: 'urn:earshot:problem:payload-too-large' } });
      expect(answer.body.detail).toContain(String(limit));
    });
  });

  it.each([
    ['a name of null', { name: null }, 'name'],
    ['notes of null', { notes: null }, 'notes'],
    ['a number as name', { name: 1e300 }, 'name'],
    ['an object as name', { name: {} }, 'name'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['__proto__', JSON.parse('{"__proto__": 1}') as object, '__proto__'],
  ])('names the field of %s', async (_case, json, field) => {
    const { status, body } = await send('PATCH', '/v1/recordings/:recording', JSON.stringify(json));
    expect({ status, fields: body.errors?.map((error) => error.field) }).toEqual({ status: 400, fields: [field] });
  });

  it('says first what is most wrong: the type', async () => {
    const { body } = await server.call<Problem>('/v1/recordings?limit=many', { token });
    expect(body.detail).toBe('limit must be an integer number');
  });

  it('takes halves of surrogate pairs as the replacement character', async () => {
    const { status, body } = await send('PATCH', '/v1/recordings/:recording', '{"name": "a\\ud800b"}');
    expect({ status, name: (body as unknown as Recording).name }).toEqual({ status: 200, name: 'a\ufffdb' });
  });

  it.each([
    'limit=-1',
    'limit=0',
    'limit=1&limit=2',
    'limit[a]=1',
    'limit=NaN',
    'limit=1e99',
    'cursor=garbage',
    'cursor=a&cursor=b',
    cursorOf('1'),
    cursorOf('2024'),
    cursorOf('+275760-09-13T00:00:00.000Z'),
    cursorOf('-271821-04-20T00:00:00.000Z'),
    cursorOf('2024-01-01T00:00:00.000Z', 'no-uuid'),
    cursorOf(5),
    'owner=me',
    'status=done',
    'colour=red',
    '__proto__=1',
    'constructor=1',
    'toString=1',
  ])('answers 400 to lists with ?%s', async (query) => {
    for (const list of ['/v1/recordings', '/v1/analyses']) {
      const { status, body } = await server.call<Problem>(`${list}?${query}`, { token });
      expect({ list, status }).toEqual({ list, status: 400 });
      expect(body.errors).toHaveLength(1);
    }
  });

  it.each([
    `sort=durationSeconds&${cursorOf(' ')}`,
    `sort=durationSeconds&${cursorOf('0b11')}`,
    `sort=durationSeconds&${cursorOf('1e-400')}`,
    `sort=name&${cursorOf('a\0')}`,
    'sort=__proto__',
    'name=%00',
    'name[]=a',
    'createdFrom=2024-W53-7',
    'createdFrom=2024-366',
    'createdFrom=2024-02-30',
    'createdBefore=yesterday',
  ])('answers 400 to recordings with ?%s', async (query) => {
    expect((await server.call(`/v1/recordings?${query}`, { token })).status).toBe(400);
  });

  /** What the server answers to bytes that no proper client sends, and whether it then closes the connection. */
  async function raw(text: string | Buffer, more?: Buffer): Promise<{ status: string; socket: Socket }> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(text);
    const feeding = more && setInterval(() => socket.write(more), 20);
    socket.once('close', () => clearInterval(feeding));
    const [head] = (await once(socket, 'data')) as [Buffer];
    return { status: head.toString('latin1').split(' ')[1], socket };
  }

  it.each([
    ['%00', '400'],
    ['%', '400'],
    ['%E0%A4%A', '400'],
    ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '400'],
    ['../../etc/passwd', '404'],
    ['x'.repeat(10_000), '400'],
    ['x'.repeat(100_000), '431'],
  ])('answers GET /v1/recordings/%s safely', async (path, expected) => {
    const { status, socket } = await raw(
      `GET /v1/recordings/${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    socket.destroy();
    expect(status).toBe(expected);
  });

  it.each(['TRACE', 'PUT', 'OPTIONS', 'PROPFIND'])('knows no %s, and lets no other origin in', async (method) => {
    const { status, socket } = await raw(
      `${method} /v1/recordings HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n`,
    );
    socket.destroy();
    expect(status).toBe('404');
    const { headers } = await server.call('/v1/recordings', { token, headers: { Origin: 'http://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['POST', '/v1/recordings', 'multipart/form-data; boundary=b', '401'],
    ['POST', '/v1/auth/login', 'multipart/form-data; boundary=b', '400'],
    ['POST', '/nowhere', 'application/octet-stream', '404'],
    ['GET', '/health/live', 'multipart/form-data; boundary=b', '200'],
  ])('cuts an endless body that nobody reads: %s %s', async (method, path, contentType, expected) => {
    const chunk = Buffer.from(`400\r\n${'x'.repeat(1024)}\r\n`);
    const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const { status, socket } = await raw(head, chunk);
    expect(status).toBe(expected);
    // Not by `once`, which an error would end: a connection that is cut while it sends may well be reset.
    if (!socket.closed) await new Promise((resolve) => socket.on('close', resolve));
    expect(socket.destroyed).toBe(true);
  });

  const form = (parts: readonly (readonly [disposition: string, content: string | Buffer])[], end = '--b--\r\n') =>
    Buffer.concat([
      ...parts.flatMap(([disposition, content]) => [
        Buffer.from(`--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]),
      Buffer.from(end),
    ]);
  const file = ['name="file"; filename="a.wav"', makeWav({ seconds: 0.1 })] as const;

  it.each([
    ['a field twice', form([['name="name"', 'one'], ['name="name"', 'two'], file]), /name: was sent twice/],
    ['10,000 fields', form([...Array.from({ length: 10_000 }, (_, i) => [`name="f${i}"`, ''] as const), file]), /20/],
    ['a field __proto__', form([['name="__proto__"', '{}'], file]), /__proto__/],
    ['a part without a name', form([['x="y"', 'z'], file]), /no name/],
    ['a file in a part without a name', form([['filename="a.wav"', 'z']]), /part "file"/],
    ['a part header of 100 KB', form([[`name="${'n'.repeat(100_000)}"`, ''], file]), /header/],
    ['a NUL in a part header', form([['name="file"; filename="a\0.wav"', '']]), /header/],
    [
      'analyses with options of a strange name',
      form([['name="analyses"', '[{"kind":"music","options":{"constructor":1}}]'], file]),
      /constructor/,
    ],
    ['analyses nested without end', form([['name="analyses"', nested(30_000)], file]), /nested/],
    ['no last boundary', form([file], ''), /ended before/],
  ])('answers 400 to a form with %s, and stores nothing', async (_case, body, reason) => {
    const before = storedFiles(server.dataDirectory);
    const answer = await send('POST', '/v1/recordings', body, 'multipart/form-data; boundary=b');
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(reason);
    expect(storedFiles(server.dataDirectory)).toEqual(before);
  });

  it('answers the whole file for a last part that is longer', async () => {
    const response = await fetch(`${server.url}/v1/recordings/${recording.id}/audio`, {
      headers: { Authorization: `Bearer ${token}`, Range: 'bytes=-99999999' },
    });
    expect(response.status).toBe(206);
    expect(Number(response.headers.get('content-length'))).toBe(makeWav().length);
  });

  it('answers 404, and keeps nothing, when the owner is deleted in mid-upload', async () => {
    const { id, token: theirs } = await server.newUser('soon-gone@example.org');
    const before = storedFiles(server.dataDirectory);
    const body = form([file]);
    const upload = httpRequest(`${server.url}/v1/recordings`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${theirs}`,
        'Content-Type': 'multipart/form-data; boundary=b',
        'Content-Length': body.length,
      },
    });
    upload.write(body.subarray(0, 500));
    const files = () => storedFiles(server.dataDirectory);
    await eventually(files, ({ length }) => length > before.length);
    expect((await server.call(`/v1/users/${id}`, { method: 'DELETE', token })).status).toBe(204);
    upload.end(body.subarray(500));
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(404);
    expect(storedFiles(server.dataDirectory)).toEqual(before);
  });

  it('writes no secrets to its log, and no defects: every answer above was meant', () => {
    expect(server.output).not.toContain('admin password 1');
    expect(server.output).not.toContain(token);
    expect(server.output).not.toMatch(/"level":50|internal-error/);
  });
});
