import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fileForm, makeWav } from '../support/make-wav.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const LIMIT = 300_000;

interface Problem {
  type: string;
  detail: string;
}
interface Page {
  items: unknown[];
}

describe('uploads that cannot be kept', () => {
  let server: TestServer;
  let token: string;

  beforeAll(async () => {
    server = await TestServer.start({ environment: { MAX_UPLOAD_BYTES: String(LIMIT), MAX_DURATION_SECONDS: '60' } });
    token = await server.adminToken();
  });
  afterAll(() => server.stop());

  // The promise of every row of this table: nothing is stored.
  /* eslint-disable jest/no-standalone-expect */
  afterEach(async () => {
    expect((await server.call<Page>('/v1/recordings', { token })).body.items).toEqual([]);
    expect(
      await eventually(
        () => storedFiles(server.dataDirectory),
        (files) => files.length === 0,
      ),
    ).toEqual([]);
  });

  /* eslint-enable jest/no-standalone-expect */

  const wav = makeWav({ seconds: 1 });
  const wavWith = (change: (file: Buffer) => void): Buffer => {
    const file = Buffer.from(wav);
    change(file);
    return file;
  };

  it.each([
    ['an empty file', Buffer.alloc(0), /empty/],
    ['text called .mp3', Buffer.from('This is not music.\n'.repeat(50)), /not.*audio|audio.*format|content/i],
    ['an HLS playlist', Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'), /audio/],
    ['an ffmpeg concat script', Buffer.from("ffconcat version 1.0\nfile '/etc/passwd'\n"), /audio/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), /audio/],
    ['a WAV cut in half', wav.subarray(0, wav.length / 2), /truncated|cut|ends/i],
    [
      'a WAV whose header claims 4 GB',
      wavWith((file) => file.writeUInt32LE(0xf000_0000, 40)),
      /truncated|cut|ends|claims/i,
    ],
    ['a WAV without samples', makeWav({ seconds: 0 }), /zero length/],
    ['a WAV of 0 Hz', wavWith((file) => file.writeUInt32LE(0, 24)), /rate/i],
    ['an AU file of 500 Hz, which only ffmpeg decodes', auOfRate(500), /rate|needs ffmpeg/],
    ['a WAV of 40 channels', makeWav({ seconds: 0.1, channels: 40 }), /channel/i],
    ['a recording that is too long', makeWav({ seconds: 61, sampleRateHz: 2000 }), /60/],
  ])('answers 422 to %s and names the cause', async (_case, content, cause) => {
    const { status, body, headers } = await server.call<Problem>('/v1/recordings', {
      token,
      form: fileForm(content, 'song.mp3'),
    });
    expect({ status, detail: body.detail }).toEqual({ status: 422, detail: expect.stringMatching(cause) as string });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.detail).not.toContain(server.dataDirectory);
  });

  /** A raw request, so that the test decides what is sent and when. */
  function post(headers: Record<string, string>): ClientRequest {
    return httpRequest(`${server.url}/v1/recordings`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'multipart/form-data; boundary=b', ...headers },
    });
  }
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n';

  it('answers 413 from the announced length, before the body is sent', async () => {
    const upload = post({ 'Content-Length': String(10 * 1024 ** 3) });
    upload.on('error', () => undefined);
    upload.write(head);
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    upload.destroy();
  });

  it('answers 413 as soon as the limit is passed, and cuts the upload', async () => {
    const upload = post({ 'Transfer-Encoding': 'chunked' });
    let sent = 0;
    const cut = new Promise<void>((resolve) => upload.on('close', resolve));
    upload.on('error', () => undefined);
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    upload.write(head);
    const feeding = (async () => {
      while (!upload.destroyed && sent < 200_000_000) {
        upload.write(Buffer.alloc(65_536));
        sent += 65_536;
        await delay(1);
      }
    })();
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    await cut;
    await feeding;
    expect(sent).toBeLessThan(200_000_000);
  });

  it('keeps nothing of a client that disconnects', async () => {
    const upload = post({ 'Content-Length': '200000' });
    upload.on('error', () => undefined);
    upload.write(head);
    upload.write(wav.subarray(0, 40_000));
    await eventually(
      () => storedFiles(server.dataDirectory),
      (files) => files.length > 0,
    );
    upload.destroy();
    expect(
      await eventually(
        () => storedFiles(server.dataDirectory),
        (files) => files.length === 0,
      ),
    ).toEqual([]);
  });

  it('answers 400 to a form that ends too early', async () => {
    const { status } = await server.call('/v1/recordings', {
      token,
      body: Buffer.concat([Buffer.from(head), wav.subarray(0, 1000)]),
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    });
    expect(status).toBe(400);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 400],
    ['another type', 'application/xml', 415],
    ['bare audio', 'audio/flac', 415],
  ])('refuses a body of %s', async (_case, contentType, expected) => {
    const { status } = await server.call('/v1/recordings', {
      token,
      body: 'x',
      headers: { 'Content-Type': contentType },
    });
    expect(status).toBe(expected);
  });

  it.each([
    ['loopback', 'http://127.0.0.1:8000/x.wav'],
    ['localhost', 'http://localhost/x.wav'],
    ['private', 'http://192.168.0.1/x.wav'],
    ['link-local', 'http://169.254.1.1/x.wav'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['IPv6 loopback', 'http://[::1]/x.wav'],
    ['IPv6-mapped', 'http://[::ffff:127.0.0.1]/x.wav'],
    ['decimal', 'http://2130706433/x.wav'],
    ['octal', 'http://0177.0.0.1/x.wav'],
    ['file', 'file:///etc/passwd'],
    ['ftp', 'ftp://example.org/x.wav'],
  ])('answers 422 to a URL: %s', async (_case, url) => {
    const { status, body } = await server.call<Problem>('/v1/recordings', { token, json: { url } });
    expect(status).toBe(422);
    expect(body.detail).toMatch(/^url: /);
  });

  it.each([
    ['no URL', {}],
    ['a number', { url: 5 }],
    ['text that is no URL', { url: 'meadow' }],
    ['an unknown field', { url: 'http://example.org', colour: 'red' }],
    ['analyses that are no list', { url: 'http://example.org', analyses: 5 }],
  ])('answers 400 to %s', async (_case, json) => {
    expect((await server.call('/v1/recordings', { token, json })).status).toBe(400);
  });
});

/** 16-bit audio in a Sun AU file, long enough to fill every buffer between a decoder and its reader. */
function auOfRate(sampleRateHz: number): Buffer {
  const header = [24, 240_000, 3, sampleRateHz, 1];
  const file = Buffer.alloc(24 + 240_000, 7);
  file.write('.snd');
  header.forEach((value, index) => file.writeUInt32BE(value, 4 + 4 * index));
  return file;
}
