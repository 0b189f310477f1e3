import { randomSource } from '../../../../src/training/index.js';
import { type CarriedDigit, splitCarriers } from './split-carrier.js';

const RATE_HZ = 16_000;

/** A sound of two partials, which stands for a word: each word has partials of its own. */
function word(first: number, second: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, index) => {
    const turn = (2 * Math.PI * index) / RATE_HZ;
    return 0.2 * Math.sin(first * turn) + 0.2 * Math.sin(second * turn);
  });
}

const CARRIERS = { bamboo: [300, 900], stone: [450, 2400], character: [700, 1500] } as const;
const DIGITS: readonly (readonly [number, number])[] = [
  [250, 3100],
  [550, 1200],
  [350, 2000],
  [820, 2800],
];

it('finds where the digit begins behind words that others share', () => {
  const random = randomSource('carriers');
  const phrases: CarriedDigit[] = [];
  const truth: number[] = [];
  for (const [carrier, [low, high]] of Object.entries(CARRIERS)) {
    for (const [digit, partials] of DIGITS.entries()) {
      const before = word(low, high, 0.25 + 0.1 * random());
      const after = word(...partials, 0.25 + 0.1 * random());
      const samples = new Float32Array(before.length + after.length);
      samples.set(before);
      samples.set(after, before.length);
      for (let index = 0; index < samples.length; index++) samples[index] += 0.002 * (random() - 0.5);
      phrases.push({ carrier, digit, samples });
      truth.push(before.length);
    }
  }
  const found = splitCarriers(phrases);
  const errors = found.map((sample, index) => Math.abs(sample - truth[index]) / RATE_HZ);
  expect(Math.max(...errors)).toBeLessThanOrEqual(0.03);
});
