import { median, percentiles } from './percentile.js';

describe('percentiles', () => {
  it('lie on a straight line between the nearest values', () => {
    const values = Float32Array.of(40, 10, 30, 20);
    expect(percentiles(values, [0, 25, 50, 75, 100])).toEqual([10, 17.5, 25, 32.5, 40]);
    expect([...values]).toEqual([40, 10, 30, 20]);
  });

  it('do negative numbers, zeros of both signs and tiny ones', () => {
    const values = Float32Array.of(3, -1e-40, -5, 0, -0, -2.5, 1e-40, 7e30, -7e30);
    const sorted = values.slice().sort();
    sorted.forEach((value, rank) => {
      expect(percentiles(values, [(100 * rank) / 8])[0] - value).toBe(0);
    });
  });

  it('are exact among ties', () => {
    const values = new Float32Array(10_001).fill(-80);
    values[3] = -79.5;
    expect(percentiles(values, [0, 0.01, 50, 99.99])).toEqual([-80, -80, -80, -80]);
    expect(percentiles(values, [99.995])[0]).toBeCloseTo(-79.75, 9);
  });

  it('agree with a sorted array', () => {
    const values = Float32Array.from({ length: 5_000 }, (_, index) => Math.sin(index * index) * 100);
    const sorted = values.slice().sort();
    for (const percent of [0.01, 12.3, 49.99, 50, 87, 99.99]) {
      const place = (percent / 100) * 4_999;
      const lower = sorted[Math.floor(place)];
      const expected = lower + (place % 1) * (sorted[Math.ceil(place)] - lower);
      expect(percentiles(values, [percent])[0]).toBeCloseTo(expected, 9);
    }
  });

  it('of one value are that value', () => {
    expect(percentiles(Float32Array.of(-3), [0, 31, 100])).toEqual([-3, -3, -3]);
  });

  it('refuse nothing, NaN and percents that are none', () => {
    expect(() => percentiles(new Float32Array(0), [50])).toThrow('values must be an array that is not empty');
    expect(() => percentiles(Float32Array.of(1, Number.NaN), [50])).toThrow('values[1]');
    expect(() => percentiles(Float32Array.of(1), [50, 101])).toThrow('percents[1]');
    expect(() => percentiles(Float32Array.of(1), [Number.NaN])).toThrow('percents[0]');
  });
});

describe('median', () => {
  it('is the middle value or the mean of two', () => {
    expect(median(Float32Array.of(9, 1, 4))).toBe(4);
    expect(median(Float32Array.of(9, 1, 4, 5))).toBe(4.5);
  });
});
