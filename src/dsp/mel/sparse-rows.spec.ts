import { SparseRows } from './sparse-rows.js';

const row = (first: number, ...weights: number[]) => ({ first, weights: Float32Array.from(weights) });

describe('SparseRows', () => {
  it('multiplies rows of any length, empty ones included, at any place', () => {
    const matrix = new SparseRows(
      [row(0, 1), row(1, 1, 2, 3, 4, 5), row(9, 7), row(99), row(2, ...new Array<number>(8).fill(0.5))],
      10,
    );
    const output = new Float32Array(6).fill(-1);
    matrix.apply(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), output, 1);
    expect([...output]).toEqual([-1, 1, 2 + 6 + 12 + 20 + 30, 70, 0, 26]);
  });

  it('takes doubles and forgets the input before', () => {
    const matrix = new SparseRows([row(0, 1, 1)], 2);
    const output = new Float32Array(1);
    matrix.apply(Float64Array.of(3, 4), output);
    matrix.apply(Float64Array.of(1, 2), output);
    expect(output[0]).toBe(3);
  });
});
