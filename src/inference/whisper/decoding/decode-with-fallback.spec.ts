import type { DecodedChunk } from './decode-chunk.js';
import { decodeWithFallback } from './decode-with-fallback.js';

const chunk = (fields: Partial<DecodedChunk>): DecodedChunk => ({
  tokens: [],
  endAttention: [],
  meanLogProbability: -0.2,
  noSpeechProbability: 0.1,
  isEnded: true,
  isLoop: false,
  ...fields,
});
const GOOD = 'The quick brown fox jumps over the lazy dog.';
const REPEATED = 'again and again and '.repeat(20);

/** Decodes to one text and chunk after the other. */
function attempts(...found: readonly (readonly [string, Partial<DecodedChunk>?])[]) {
  const tried: number[] = [];
  const texts = new Map<DecodedChunk, string>();
  const decode = (temperature: number): Promise<DecodedChunk> => {
    const [text, fields = {}] = found[Math.min(tried.length, found.length - 1)];
    tried.push(temperature);
    const decoded = chunk(fields);
    texts.set(decoded, text);
    return Promise.resolve(decoded);
  };
  return { tried, outcome: decodeWithFallback(decode, (decoded) => texts.get(decoded)!) };
}

describe('decodeWithFallback', () => {
  it('takes the first text that is good', async () => {
    const { tried, outcome } = attempts([GOOD]);
    expect(await outcome).toMatchObject({ verdict: 'speech', attempt: { temperature: 0, text: GOOD } });
    expect(tried).toEqual([0]);
  });

  it.each<[string, string, Partial<DecodedChunk>]>([
    ['repeats itself', REPEATED, {}],
    ['loops', GOOD, { isLoop: true }],
    ['is guessed', GOOD, { meanLogProbability: -1.1 }],
  ])('tries a higher temperature where a text %s', async (_what, text, fields) => {
    const { tried, outcome } = attempts([text, fields], [text, fields], [GOOD]);
    expect(await outcome).toMatchObject({ verdict: 'speech', attempt: { temperature: 0.4, text: GOOD } });
    expect(tried).toEqual([0, 0.2, 0.4]);
  });

  it('hears silence where nobody seems to speak and the text is guessed', async () => {
    const { tried, outcome } = attempts([GOOD, { noSpeechProbability: 0.7, meanLogProbability: -1.1 }]);
    expect((await outcome).verdict).toBe('silence');
    expect(tried).toEqual([0]);
    const believed = attempts([GOOD, { noSpeechProbability: 0.7, meanLogProbability: -0.9 }]);
    expect((await believed.outcome).verdict).toBe('speech');
  });

  it('is unsure where every text is guessed', async () => {
    const { tried, outcome } = attempts([GOOD, { meanLogProbability: -3 }]);
    expect((await outcome).verdict).toBe('unsure');
    expect(tried).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });

  it('prefers the likeliest text that does not repeat itself', async () => {
    const { outcome } = attempts(
      [REPEATED],
      [GOOD, { meanLogProbability: -2 }],
      [GOOD, { meanLogProbability: -1.5 }],
      [REPEATED],
    );
    expect(await outcome).toMatchObject({ verdict: 'unsure', attempt: { meanLogProbability: -1.5, temperature: 0.4 } });
  });

  it('keeps a text that only repeats itself, for its caller to cut', async () => {
    const { outcome } = attempts([REPEATED]);
    expect(await outcome).toMatchObject({ verdict: 'speech', attempt: { temperature: 0 } });
    expect((await outcome).attempt.compressionRatio).toBeGreaterThan(2.4);
  });
});
