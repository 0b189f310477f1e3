import { SlidingMedian } from './sliding-median.js';

const filtered = (values: readonly number[], length: number): number[] => {
  const row = Float32Array.from(values);
  new SlidingMedian(row.length, length).filter(row, 0, 1);
  return [...row];
};

describe('SlidingMedian', () => {
  it('is the middle value of those around, with mirrored ends', () => {
    // 4 4 9 1 7 3 3: the ends stand twice.
    expect(filtered([4, 9, 1, 7, 3], 3)).toEqual([4, 4, 7, 3, 3]);
    // 9 4 4 9 1 7 3 3 7
    expect(filtered([4, 9, 1, 7, 3], 5)).toEqual([4, 4, 4, 3, 3]);
  });

  it('mirrors again and again where the window is longer than the row', () => {
    // 2 2 1 (1) 2 2 1 and 2 1 1 (2) 2 1 1
    expect(filtered([1, 2], 7)).toEqual([2, 1]);
    expect(filtered([5], 31)).toEqual([5]);
    expect(filtered([], 31)).toEqual([]);
  });

  it('agrees with sorting each window, ties included', () => {
    const values = Array.from({ length: 500 }, (_, index) => Math.round(10 * Math.sin(index * index)) + 0);
    const at = (index: number): number => values[index < 0 ? -1 - index : index > 499 ? 999 - index : index];
    for (const length of [1, 3, 31, 101]) {
      const half = (length - 1) / 2;
      const expected = values.map((_, index) => {
        const window = Array.from({ length }, (__, place) => at(index - half + place));
        return window.sort((a, b) => a - b)[half];
      });
      expect(filtered(values, length)).toEqual(expected);
    }
  });

  it('filters one row among others', () => {
    const values = Float32Array.of(1, 9, 2, 8, 90, 7, 3, 5);
    new SlidingMedian(4, 3).filter(values, 0, 2);
    expect([...values]).toEqual([1, 9, 2, 8, 3, 7, 3, 5]);
  });

  it.each([0, 2, 4_097, 1.5, Number.NaN])('refuses a length of %d', (length) => {
    expect(() => new SlidingMedian(3, length)).toThrow('length must be an odd integer');
  });
});
