import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { AnalysesClient } from '../support/analyses-client.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { TestServer } from '../support/test-server.js';

interface Problem {
  detail: string;
}

const MEBIBYTE = 1024 * 1024;

/** JSON in which no character stands as it is: the longest way to write it. */
const escaped = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[^\p{ASCII}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

describe('bodies as long as the longest lists that are allowed', () => {
  let server: TestServer;
  let token: string;
  let path: string;

  beforeAll(async () => {
    server = await TestServer.start();
    await cp(
      'test/models/transcription/whisper-digits',
      join(server.dataDirectory, 'models', 'hub', 'transcription', 'whisper-digits'),
      { recursive: true },
    );
    ({ token } = await server.newUser('writer@example.org'));
    const form = fileForm(makeWav({ seconds: 0.1 }), 'short.wav');
    const { body } = await server.call<{ id: string }>('/v1/recordings', { token, form });
    path = `/v1/recordings/${body.id}/analyses`;
  });
  afterAll(() => server.stop());

  const send = <Body = Problem>(route: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
    server.call<Body>(route, {
      token,
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });

  it('looks for 10,000 keywords of 200 characters', async () => {
    const keywords = Array.from({ length: 10_000 }, (_, index) => `${index} ${'ж'.repeat(200)}`.slice(0, 200));
    const body = escaped({ kind: 'transcription', options: { keywords } });
    expect(body.length).toBeGreaterThan(10 * MEBIBYTE);
    const answer = await send<{ id: string }>(path, body);
    expect(answer.status).toBe(202);
    const { status, options, result } = await new AnalysesClient(server, token).ends(answer.body.id);
    expect(status).toBe('succeeded');
    expect(options).toMatchObject({ keywords });
    expect(result!.keywords).toHaveLength(10_000);
  });

  it('judges 100 texts of 20,000 characters', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => `${index} awful, `.padEnd(20_000, 'é '));
    const { status, body } = await send<{ results: unknown[] }>('/v1/sentiment', escaped({ texts }));
    expect(status).toBe(200);
    expect(body.results).toHaveLength(100);
  });

  it('reads them where their length is not announced', async () => {
    const text = JSON.stringify({ texts: Array<string>(30).fill('good '.repeat(4_000)) });
    const { status } = await send('/v1/sentiment', new Blob([text]).stream());
    expect(status).toBe(200);
  });

  it('reads short ones and compressed ones as other routes do', async () => {
    expect((await send('/v1/sentiment', '{"text": "fine"}')).status).toBe(200);
    const zipped = new Blob([JSON.stringify({ text: 'fine' })]).stream().pipeThrough(new CompressionStream('gzip'));
    expect((await send('/v1/sentiment', zipped, { 'Content-Encoding': 'gzip' })).status).toBe(200);
  });

  it.each([
    ['more than 13 MiB', 413, `{"text": "${'x'.repeat(13 * MEBIBYTE)}"}`, '13631488'],
    ['more values than are read', 400, `{"texts": [${Array<string>(60_000).fill('"long"').join(',')}]}`, '50000'],
    ['broken JSON', 400, `{"text": "${'x'.repeat(MEBIBYTE)}`, 'valid JSON'],
    ['a name of every object', 400, `{"__proto__": "${'x'.repeat(MEBIBYTE)}"}`, '__proto__'],
    ['nesting', 400, '['.repeat(MEBIBYTE) + ']'.repeat(MEBIBYTE), ''],
    ['bytes that are no UTF-8', 400, `{"text": "${'x'.repeat(MEBIBYTE)}"}`, 'UTF-8'],
  ])('refuses %s', async (fault, expected, body, detail) => {
    const bytes = Buffer.from(body);
    if (fault.startsWith('bytes')) bytes[1000] = 0xff;
    for (const route of [path, '/v1/sentiment']) {
      const answer = await server.call<Problem>(route, {
        token,
        method: 'POST',
        body: bytes,
        headers: { 'Content-Type': 'application/json' },
      });
      expect([answer.status, answer.body.detail]).toEqual([expected, expect.stringContaining(detail)]);
    }
  });

  it('are read for nobody who is not known, and on no other route', async () => {
    const body = `{"text": "${'x'.repeat(MEBIBYTE)}"}`;
    const headers = { 'Content-Type': 'application/json' };
    const stranger = await server.call('/v1/sentiment', { method: 'POST', body, headers });
    expect(stranger.status).toBe(401);
    expect((await send('/v1/auth/login', body)).status).toBe(413);
    expect((await send('/v1/recordings', body)).status).toBe(413);
  });
});
