import { blendedWeights } from './blended-weights.js';

const tensor = (...values: number[]) => ({ shape: [values.length], data: Float32Array.from(values) });

describe('blended weights', () => {
  const base = new Map([['a', tensor(0, 2)]]);
  const learned = new Map([
    ['a', tensor(1, 4)],
    ['classes.b', tensor(7)],
  ]);

  it('lie a share of the way from the base to what was learned', () => {
    expect(blendedWeights(base, learned, 0.5).get('a')).toEqual(tensor(0.5, 3));
    expect(blendedWeights(base, learned, 1)).toEqual(learned);
  });

  it('take what the base does not have as it was learned', () => {
    expect(blendedWeights(base, learned, 0.3).get('classes.b')).toEqual(tensor(7));
  });
});
