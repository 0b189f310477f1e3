import { once } from 'node:events';
import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { makeWav } from '../support/make-wav.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const LIMIT_BYTES = 300_000;
const wav = makeWav({ seconds: 1 });

interface Recording {
  id: string;
  name: string;
  originalFileName: string;
  contentType: string;
  sha256: string;
  analyses: { kind: string }[];
}
interface Problem {
  type: string;
  detail: string;
}

/** Another server on this machine, from which recordings are fetched, with a page for each way in which that may go. */
const pages: Record<string, RequestListener> = {
  '/meadow%20at%20dawn.wav': (_request, response) => response.end(wav),
  '/download': (_request, response) => {
    response.setHeader('Content-Disposition', 'attachment; filename="../../brook.wav"');
    response.end(wav);
  },
  '/moved': (_request, response) => response.writeHead(302, { Location: '/download' }).end(),
  '/round': (_request, response) => response.writeHead(302, { Location: '/round' }).end(),
  '/to-a-file': (_request, response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/missing': (_request, response) => response.writeHead(404).end('not here'),
  '/announced-too-large': (_request, response) => {
    response.writeHead(200, { 'Content-Length': String(LIMIT_BYTES + 1) });
    response.write(wav.subarray(0, 1000));
  },
  '/endless': (_request, response) => {
    response.write(wav.subarray(0, 44));
    const feeding = setInterval(() => response.write(Buffer.alloc(65_536)), 5);
    response.once('close', () => clearInterval(feeding));
  },
  '/slow': (_request, response) => {
    response.write(wav.subarray(0, 44));
    const feeding = setInterval(() => response.write(Buffer.alloc(2)), 50);
    response.once('close', () => clearInterval(feeding));
  },
  '/silent': () => undefined,
  '/cut': (_request, response) => {
    response.writeHead(200, { 'Content-Length': String(wav.length) });
    response.write(wav.subarray(0, 1000), () => response.destroy());
  },
  '/list.m3u8': (request, response) => response.end(playlistOf(request.headers.host!)),
  '/list.mp3': (request, response) => response.end(playlistOf(request.headers.host!)),
  '/concat.txt': (request, response) =>
    response.end(`ffconcat version 1.0\nfile 'http://${request.headers.host}/target.wav'\n`),
  '/target.wav': (_request, response) => response.end(wav),
};
const playlistOf = (host: string): string =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://${host}/target.wav\n#EXT-X-ENDLIST\n`;

describe('recordings fetched from a URL', () => {
  let origin: Server;
  let originUrl: string;
  let server: TestServer;
  let token: string;
  let requested: string[];

  beforeAll(async () => {
    origin = createServer((request, response) => {
      requested.push(request.url!);
      const page = pages[request.url!];
      if (page === undefined) response.writeHead(500).end();
      else page(request, response);
    });
    origin.listen(0, '127.0.0.1');
    await once(origin, 'listening');
    originUrl = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    server = await TestServer.start({
      environment: {
        URL_IMPORT_ALLOW_PRIVATE: 'true',
        URL_IMPORT_TIMEOUT_SECONDS: '1',
        MAX_UPLOAD_BYTES: String(LIMIT_BYTES),
      },
    });
    token = await server.adminToken();
  });
  beforeEach(() => {
    requested = [];
  });
  afterAll(async () => {
    await server.stop();
    origin.closeAllConnections();
    origin.close();
  });

  const fetchFrom = <Body>(path: string, fields: object = {}, headers: Record<string, string> = {}) =>
    server.call<Body>('/v1/recordings', { token, json: { url: `${originUrl}${path}`, ...fields }, headers });

  it('become recordings like uploaded ones', async () => {
    const { status, headers, body } = await fetchFrom<Recording>('/meadow%20at%20dawn.wav', { analyses: 'music' });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/recordings/${body.id}`);
    expect(body).toMatchObject({
      name: 'meadow at dawn',
      originalFileName: 'meadow at dawn.wav',
      contentType: 'audio/wav',
      sha256: createHash('sha256').update(wav).digest('hex'),
      analyses: [{ kind: 'music' }],
    });
  });

  it('follow redirects, and take the last part of the name that the other server gives', async () => {
    const { status, body } = await fetchFrom<Recording>('/moved', { name: 'Brook' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Brook', originalFileName: 'brook.wav' });
    expect(requested).toEqual(['/moved', '/download']);
  });

  it('are made once for each idempotency key', async () => {
    const key = { 'Idempotency-Key': 'fetch-1' };
    const first = await fetchFrom<Recording>('/download', {}, key);
    const second = await fetchFrom<Recording>('/download', {}, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it.each([
    ['/missing', 'url-fetch-failed', /404/],
    ['/round', 'url-fetch-failed', /redirects/],
    ['/to-a-file', 'url-scheme-refused', /http/],
    ['/announced-too-large', 'url-too-large', /300001 bytes/],
    ['/endless', 'url-too-large', /300000 bytes/],
    ['/slow', 'url-fetch-failed', /too long/],
    ['/silent', 'url-fetch-failed', /too long/],
    ['/cut', 'url-fetch-failed', /broke off/],
    ['/list.m3u8', 'unsupported-audio-type', /not audio/],
    ['/list.mp3', 'unsupported-audio-type', /not audio/],
    ['/concat.txt', 'unsupported-audio-type', /not audio/],
  ])('answer 422 to %s, and leave nothing behind', async (path, code, reason) => {
    const before = storedFiles(server.dataDirectory);
    const { status, body } = await fetchFrom<Problem>(path);
    expect({ status, type: body.type }).toEqual({ status: 422, type: `urn:earshot:problem:${code}` });
    expect(body.detail).toMatch(reason);
    const files = () => storedFiles(server.dataDirectory);
    expect(await eventually(files, ({ length }) => length === before.length)).toEqual(before);
    expect(requested).not.toContain('/target.wav');
  });

  it('let go of the other server when they are given up', async () => {
    const left = new Promise<void>((resolve) => {
      pages['/watched'] = (_request, response) => {
        response.once('close', resolve);
        response.write(wav.subarray(0, 44));
      };
    });
    expect((await fetchFrom('/watched')).status).toBe(422);
    await expect(left).resolves.toBeUndefined();
  });
});
