import { scaledLogarithm } from './scaled-logarithm.js';

describe('scaledLogarithm', () => {
  it('agrees with Math.log10 over the whole range of floats, and around 1', () => {
    const powers = Float32Array.from({ length: 2_000 }, (_, index) => 10 ** (index / 27 - 37));
    const nearOne = Float32Array.from({ length: 2_000 }, (_, index) => 0.5 + index / 1_000);
    for (const values of [powers, nearOne]) {
      const logarithms = values.slice();
      scaledLogarithm(logarithms, 1e-38);
      const worst = logarithms.reduce((most, value, index) => {
        const expected = Math.log10(values[index]);
        return Math.max(most, Math.abs(value - expected) / Math.max(1, Math.abs(expected)));
      }, 0);
      expect(worst).toBeLessThan(2e-7);
    }
  });

  it('is exact at 1 and raises small values', () => {
    const values = Float32Array.of(1, 0, -5, 1e-20, 100);
    scaledLogarithm(values, 1e-10, 10, 3);
    expect(values[0]).toBe(3);
    [-97, -97, -97, 23].forEach((expected, index) => expect(values[index + 1]).toBeCloseTo(expected, 4));
  });

  it('takes arrays of any length, in all of it', () => {
    for (const length of [0, 1, 3, 4_096, 4_097, 10_001]) {
      const values = new Float32Array(length).fill(10);
      scaledLogarithm(values, 1e-10);
      expect(values.every((value) => Math.abs(value - 1) < 1e-6)).toBe(true);
    }
  });
});
