import { groupLength, MinMaxPairs } from './min-max-pairs.js';
import { standardise } from './standardise.js';

describe('groupLength', () => {
  it.each([
    [150_000, 30],
    [100_001, 20],
    [12_500, 2],
    [17_500, 4],
    [2_000, 1],
    [1, 1],
  ])('of %d samples takes %d for a pair, halves rounded to even', (frames, group) => {
    expect(groupLength(frames)).toBe(group);
  });
});

describe('MinMaxPairs', () => {
  it('gives minimum and maximum of each group, whatever the pieces, and drops an incomplete last one', () => {
    const samples = Float32Array.from([3, -1, 2, 5, 4, 6, -7, 0]);
    for (const cut of [0, 1, 4, 7]) {
      const pairs = new MinMaxPairs(samples.length, 3);
      pairs.push(samples.subarray(0, cut));
      pairs.push(samples.subarray(cut));
      expect([...pairs.finish()]).toEqual([-1, 3, 4, 6]);
    }
  });
});

describe('standardise', () => {
  it('makes mean 0 and deviation 1', () => {
    const values = standardise(Float64Array.from([1, 2, 3, 6]));
    const deviation = Math.sqrt(14 / 4);
    [-2, -1, 0, 3].forEach((distance, at) => expect(values[at]).toBeCloseTo(distance / deviation, 5));
  });

  it('leaves silence, a constant and nothing at 0', () => {
    expect([...standardise(new Float64Array(3))]).toEqual([0, 0, 0]);
    expect([...standardise(Float64Array.from([0.25, 0.25]))]).toEqual([0, 0]);
    expect([...standardise(new Float64Array(0))]).toEqual([]);
  });
});
