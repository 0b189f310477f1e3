import { join } from 'node:path';
import { eventually } from '../support/stored-files.js';
import { writeRandomRoberta } from '../support/random-roberta.js';
import { TestServer } from '../support/test-server.js';

interface Answer {
  model: { name: string; version: string };
  results: ({ negative: number; neutral: number; positive: number } | null)[];
}

describe('POST /v1/sentiment', () => {
  let server: TestServer;
  let token: string;

  beforeAll(async () => {
    server = await TestServer.start();
    ({ token } = await server.newUser('alice@example.org'));
  });
  afterAll(() => server.stop());

  const judge = (json: object) => server.call<Answer & { detail?: string }>('/v1/sentiment', { token, json });

  it('judges texts with the model that comes with Earshot', async () => {
    const texts = [
      'I love this, what a great day!',
      'This is awful, I hate it.',
      'The meeting is on Tuesday at ten.',
      '',
    ];
    const { status, body } = await judge({ texts });
    expect(status).toBe(200);
    expect(body.model).toEqual({ name: 'sentiment-base', version: '1.0.0' });
    const [positive, negative, neutral, nothing] = body.results;
    expect(positive!.positive).toBeGreaterThan(0.6);
    expect(negative!.negative).toBeGreaterThan(0.6);
    expect(neutral!.neutral).toBeGreaterThan(0.6);
    expect(nothing).toBeNull();
    for (const scores of [positive!, negative!, neutral!]) {
      expect(scores.negative + scores.neutral + scores.positive).toBeCloseTo(1, 9);
    }
  });

  it('judges a single text, and a long one to its end', async () => {
    const text = `${'I love it. '.repeat(800)}${'I hate it. '.repeat(800)}`;
    const { body } = await judge({ text });
    expect(body.results).toHaveLength(1);
    expect(body.results[0]!.negative).toBeGreaterThan(0.2);
    expect(body.results[0]!.positive).toBeGreaterThan(0.2);
  });

  it('runs a RoBERTa that was fetched', async () => {
    await writeRandomRoberta(join(server.dataDirectory, 'models/hub/sentiment/random-roberta'));
    const { body } = await judge({ texts: ['a', 'b '.repeat(500)], model: 'random-roberta' });
    expect(body.model).toEqual({ name: 'random-roberta', version: '1' });
    for (const scores of body.results) {
      expect(scores!.negative + scores!.neutral + scores!.positive).toBeCloseTo(1, 9);
    }
  });

  it.each<[object, number]>([
    [{}, 400],
    [{ text: 7 }, 400],
    [{ texts: [] }, 400],
    [{ texts: [null] }, 400],
    [{ text: 'a', texts: ['b'] }, 400],
    [{ text: 'x'.repeat(20_001) }, 400],
    [{ texts: Array<string>(101).fill('x') }, 400],
    [{ text: 'a', model: 'segmenter-base' }, 404],
    [{ text: 'a', model: 'nobody' }, 404],
  ])('refuses %#', async (json, expected) => {
    const { status, body } = await judge(json);
    expect(status).toBe(expected);
    expect(body.detail).toEqual(expect.any(String));
  });

  it('stops when the client goes away', async () => {
    const work = async (): Promise<number> => {
      const { body } = await server.call<string>('/metrics');
      const counts = [...body.matchAll(/^earshot_compute_tasks\{lane="interactive",.*\} (\d+)$/gm)];
      return counts.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const json = { texts: Array.from({ length: 100 }, (_, index) => `It is great, or awful: ${index} `.repeat(80)) };
    const leaving = new AbortController();
    const calls = Array.from({ length: 12 }, () =>
      server.call('/v1/sentiment', { token, json, signal: leaving.signal }).catch((error: Error) => error.name),
    );
    expect(await eventually(work, (count) => count >= 6)).toBeGreaterThanOrEqual(6);
    leaving.abort();
    expect(await Promise.all(calls)).toContain('AbortError');
    // All of them together would take many seconds.
    expect(await eventually(work, (count) => count === 0, 4_000)).toBe(0);
  });
});
