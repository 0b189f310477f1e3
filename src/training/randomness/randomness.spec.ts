import { heNormal, normalOf, xavierUniform } from './initialisers.js';
import { normal, randomSource } from './random-source.js';
import { shuffledBatches } from './shuffled-batches.js';

it('random numbers are the same for the same seed, others for others, and evenly spread', () => {
  const draw = (...seed: (number | string)[]) => Array.from({ length: 1000 }, randomSource(...seed));
  expect(draw(1, 'a')).toEqual(draw(1, 'a'));
  expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
  expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  const counts = Array.from({ length: 10 }, () => 0);
  for (const value of Array.from({ length: 10_000 }, randomSource('even'))) counts[Math.floor(value * 10)]++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

it('first numbers do not tell neighbouring seeds apart', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => randomSource(seed)());
  expect(moments(firsts).mean).toBeCloseTo(0.5, 1);
  expect(moments(firsts).deviation).toBeCloseTo(Math.sqrt(1 / 12), 1);
});

it('normal numbers have mean 0 and deviation 1', () => {
  const random = randomSource('normal');
  const { mean, deviation } = moments(Array.from({ length: 20_000 }, () => normal(random)));
  expect(mean).toBeCloseTo(0, 1);
  expect(deviation).toBeCloseTo(1, 1);
});

it.each([
  ['He, of a kernel', heNormal, [64, 16, 3, 3], Math.sqrt(2 / (16 * 9))],
  ['He, of a matrix', heNormal, [50, 200], Math.sqrt(2 / 50)],
  ['Xavier, of a matrix', xavierUniform, [50, 150], Math.sqrt(2 / 200)],
  ['Xavier, of a kernel', xavierUniform, [32, 16, 5], Math.sqrt(2 / (48 * 5))],
  ['normal', normalOf(0.02), [100, 100], 0.02],
] as const)('initialiser %s has its deviation', (_, initialiser, shape, expected) => {
  const { mean, deviation } = moments([...initialiser(shape, randomSource('initialiser'))]);
  expect(Math.abs(mean)).toBeLessThan(0.05 * expected);
  expect(deviation / expected).toBeCloseTo(1, 1);
});

describe('shuffled batches', () => {
  it('take every example once an epoch, in another order each time', () => {
    const pick = shuffledBatches({ count: 6, batchSize: 4 });
    const epochs = [1, 2, 3].flatMap(pick);
    const [first, second] = [epochs.slice(0, 6), epochs.slice(6)];
    for (const epoch of [first, second]) expect([...epoch].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(second).not.toEqual(first);
  });

  it('are the same for a step whatever was asked before', () => {
    const [asked, fresh] = [shuffledBatches({ count: 5, batchSize: 3 }), shuffledBatches({ count: 5, batchSize: 3 })];
    for (const step of [1, 9, 4]) asked(step);
    expect(asked(7)).toEqual(fresh(7));
  });
});

function moments(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
