import type { Transcript } from '../../src/transcription/transcript.js';
import { fileForm, makeWav } from '../support/make-wav.js';
import { speak } from '../support/spoken-transcript.js';
import { TestServer } from '../support/test-server.js';

interface Hit {
  recordingId: string;
  recordingName: string;
  analysisId: string;
  segment: number;
  text: string;
  matches: { text: string; start: number; end: number; confidence: number | null }[];
}
interface HitPage {
  items: Hit[];
  nextCursor: string | null;
}

const wav = makeWav({ seconds: 0.2 });

describe('transcripts', () => {
  let server: TestServer;
  let alice: string;
  let bob: string;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true });
    alice = (await server.newUser('alice@example.org')).token;
    bob = (await server.newUser('bob@example.org')).token;
  });
  afterAll(() => server.stop());

  async function upload(token: string, name: string): Promise<string> {
    const { body } = await server.call<{ id: string }>('/v1/recordings', { token, form: fileForm(wav, name) });
    return body.id;
  }
  async function transcribe(
    token: string,
    recordingId: string,
    transcript: Transcript,
    status = 'succeeded',
  ): Promise<string> {
    const json = { recordingId, transcript, status };
    const { body } = await server.call<{ id: string }>('/v1/probe/transcripts', { token, json });
    return body.id;
  }
  const search = (token: string, query: Record<string, string>) =>
    server.call<HitPage>(`/v1/search?${new URLSearchParams(query).toString()}`, { token });
  const found = async (token: string, q: string, more: Record<string, string> = {}): Promise<string[]> => {
    const { body } = await search(token, { q, ...more });
    return body.items.map(({ text }) => text);
  };

  describe('as files', () => {
    let id: string;
    beforeAll(async () => {
      const transcript = speak(['Hello <world>', '=1+1 "ok"']);
      id = await transcribe(alice, await upload(alice, 'Grüße, "ß".wav'), transcript);
    });
    const file = (query: string, token = alice) =>
      fetch(`${server.url}/v1/analyses/${id}/transcript?${query}`, { headers: { Authorization: `Bearer ${token}` } });

    it.each([
      ['txt', 'text/plain; charset=utf-8', 'Hello <world>\n'],
      ['srt', 'application/x-subrip; charset=utf-8', '1\n00:00:00,000 --> 00:00:01,800\nHello <world>\n'],
      ['vtt', 'text/vtt; charset=utf-8', 'WEBVTT\n\n00:00:00.000 --> 00:00:01.800\nHello &lt;world&gt;\n'],
      ['tsv', 'text/tab-separated-values; charset=utf-8', 'start\tend\ttext\n0\t1800\tHello <world>\n'],
      ['csv', 'text/csv; charset=utf-8', 'start,end,confidence,text\r\n0.000,1.800,0.9000,"Hello <world>"\r\n'],
      ['json', 'application/json; charset=utf-8', '{\n  "text": "Hello <world> =1+1'],
      ['textgrid', 'text/plain; charset=utf-8', 'File type = "ooTextFile"\nObject class = "TextGrid"\n'],
    ])('are %s with its type and a safe name', async (format, type, start) => {
      const answer = await file(`format=${format}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(type);
      const extension = format === 'textgrid' ? 'TextGrid' : format;
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename=".*\\.${extension}"; filename\\*=UTF-8''Gr%C3%BC%C3%9Fe.*\\.${extension}$`),
      );
      expect((await answer.text()).startsWith(start)).toBe(true);
    });

    it('follow the options of subtitles', async () => {
      const answer = await file('format=srt&maxLineLength=5&maxLineCount=1&highlightWords=true');
      expect(await answer.text()).toContain('1\n00:00:00,000 --> 00:00:00,800\n<u>Hello</u>\n');
    });

    it('show no spoken word where the transcript does not tell when words were said', async () => {
      const { segments, ...rest } = speak(['Hello world']);
      const untimed = { ...rest, segments: segments.map((segment) => ({ ...segment, words: [] })) };
      const analysis = await transcribe(alice, await upload(alice, 'untimed.wav'), untimed);
      const { status, body } = await server.call(`/v1/analyses/${analysis}/transcript?format=vtt&highlightWords=true`, {
        token: alice,
      });
      expect([status, String(body.type)]).toEqual([409, expect.stringContaining('no-word-times')]);
      expect(String(body.detail)).toContain('wordTimestamps');
    });

    it.each([
      ['format=doc', 'format'],
      ['maxLineLength=0', 'maxLineLength'],
      ['maxLineCount=x', 'maxLineCount'],
      ['highlightWords=maybe', 'highlightWords'],
    ])('refuse %s', async (query, field) => {
      const answer = await file(query);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(field);
    });

    it('are not found by others, and not there before the transcription has succeeded', async () => {
      expect((await file('format=txt', bob)).status).toBe(404);
      const recordingId = await upload(alice, 'x.wav');
      const running = await transcribe(alice, recordingId, speak(['x']), 'running');
      const { status, body } = await server.call(`/v1/analyses/${running}/transcript`, { token: alice });
      expect([status, String(body.type)]).toEqual([409, expect.stringContaining('not-finished')]);
      const music = await server.call<{ id: string }>(`/v1/recordings/${recordingId}/analyses`, {
        token: alice,
        json: { kind: 'music' },
      });
      const other = await server.call(`/v1/analyses/${music.body.id}/transcript`, { token: alice });
      expect([other.status, String(other.body.type)]).toEqual([409, expect.stringContaining('not-a-transcription')]);
    });
  });

  describe('in a search', () => {
    let first: string;
    let second: string;
    beforeAll(async () => {
      first = await upload(alice, 'first.wav');
      second = await upload(alice, 'second.wav');
      await transcribe(alice, first, speak(['The dogs were running home.', 'A cat sat. Café!', 'Only dogs here']));
      await transcribe(alice, second, speak(['Der Hund läuft mit den Hunden', 'run away'], 'de'));
      await transcribe(bob, await upload(bob, 'bob.wav'), speak(['dogs of Bob']));
    });

    it('tells who said what when', async () => {
      const { status, body } = await search(alice, { q: 'running' });
      expect(status).toBe(200);
      expect(body).toEqual({
        items: [
          {
            recordingId: first,
            recordingName: 'first',
            analysisId: expect.any(String) as string,
            language: 'en',
            segment: 0,
            start: 0,
            end: 4.8,
            text: 'The dogs were running home.',
            matches: [{ text: 'running', from: 14, to: 21, start: 3, end: 3.8, confidence: 0.5 }],
          },
        ],
        nextCursor: null,
      });
    });

    it.each<[string, string[]]>([
      ['dog', ['The dogs were running home.', 'Only dogs here']],
      ['DOGS -only', ['The dogs were running home.']],
      ['"dogs were running"', ['The dogs were running home.']],
      ['"were dogs"', []],
      ['café', ['A cat sat. Café!']],
      ['hund', ['Der Hund läuft mit den Hunden']],
      ['cat or hunde', ['Der Hund läuft mit den Hunden', 'A cat sat. Café!']],
      ['the', ['The dogs were running home.']],
      ['bob', []],
      ["'); DROP TABLE jobs; --", []],
      ['a & b | c <-> !d :* (', []],
    ])('finds %j', async (query, texts) => {
      expect(await found(alice, query)).toEqual(texts);
    });

    it('shows others nothing', async () => {
      expect(await found(bob, 'dogs')).toEqual(['dogs of Bob']);
      expect(await found(bob, 'dogs', { recordingId: first })).toEqual([]);
      expect(await found(await server.adminToken(), 'dogs')).toEqual([]);
    });

    it('goes by filters', async () => {
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
      expect(await found(alice, 'run', { recordingId: second })).toEqual(['run away']);
      expect(await found(alice, 'run or hund', { language: 'de' })).toHaveLength(2);
      expect(await found(alice, 'dog', { from: tomorrow })).toEqual([]);
      expect(await found(alice, 'dog', { to: tomorrow })).toHaveLength(2);
    });

    it.each(['newest', 'relevance'])('goes on page by page, %s first', async (sort) => {
      const all = await found(alice, 'dog or cat or run or hund', { sort });
      expect(all.length).toBeGreaterThanOrEqual(5);
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query: Record<string, string> = {
          q: 'dog or cat or run or hund',
          sort,
          limit: '2',
          ...(cursor !== '' && { cursor }),
        };
        const { body }: { body: HitPage } = await search(alice, query);
        paged.push(...body.items.map(({ text }) => text));
        cursor = body.nextCursor;
      }
      expect(paged).toEqual(all);
    });

    it.each<[Record<string, string>, string]>([
      [{}, 'q'],
      [{ q: '' }, 'q'],
      [{ q: '?!' }, 'q'],
      [{ q: 'x'.repeat(501) }, 'q'],
      [{ q: 'x', language: 'English' }, 'language'],
      [{ q: 'x', from: 'yesterday' }, 'from'],
      [{ q: 'x', sort: 'oldest' }, 'sort'],
      [{ q: 'x', cursor: 'abc' }, 'cursor'],
      [{ q: 'x', recordingId: '1' }, 'recordingId'],
    ])('refuses %j', async (query, field) => {
      const { status, body } = await search(alice, query);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(field);
    });

    it('knows the newest transcript of a recording alone, and none of one that is gone', async () => {
      const recording = await upload(alice, 'twice.wav');
      await transcribe(alice, recording, speak(['zebra one']));
      await transcribe(alice, recording, speak(['zebra two']));
      expect(await found(alice, 'zebra')).toEqual(['zebra two']);
      await server.call(`/v1/recordings/${recording}`, { method: 'DELETE', token: alice });
      expect(await found(alice, 'zebra')).toEqual([]);
    });

    it('finds words of languages without spaces', async () => {
      const { segments, ...more } = speak(['東 京 都 に 行 く'], 'ja');
      const spaceless = segments.map((segment) => ({ ...segment, text: segment.text.replaceAll(' ', '') }));
      await transcribe(alice, await upload(alice, 'ja.wav'), { ...more, segments: spaceless });
      const { body } = await search(alice, { q: '東京都' });
      expect(body.items[0].matches.map(({ text, start, end }) => [text, start, end])).toEqual([
        ['東京', 0, 1.8],
        ['都', 2, 2.8],
      ]);
    });
  });
});
