import { usualPeriod, tempoVariation } from './tempo-variation.js';

const timesOf = (periods: readonly number[]): number[] =>
  periods.reduce<number[]>((times, period) => [...times, times[times.length - 1] + period], [0]);

describe('tempoVariation', () => {
  it('is 0 at a steady tempo and does not depend on its unit', () => {
    expect(tempoVariation(timesOf(Array<number>(20).fill(0.5)))).toBeCloseTo(0);
    const free = timesOf(Array.from({ length: 40 }, (_, index) => 1 + 0.2 * Math.sin(index / 3)));
    expect(tempoVariation(free)).toBeGreaterThan(0.05);
    expect(tempoVariation(free.map((time) => 86 * time))).toBeCloseTo(tempoVariation(free));
  });

  it('bounds what wrong pulses count', () => {
    const periods = Array<number>(40).fill(1);
    periods[20] = 100;
    expect(tempoVariation(timesOf(periods))).toBeLessThan(0.1);
  });

  it('is 0 for fewer than five pulses', () => {
    expect(tempoVariation([])).toBe(0);
    expect(tempoVariation([0, 1, 3, 4])).toBe(0);
  });
});

describe('usualPeriod', () => {
  it('is that of most pulses, whatever single ones do', () => {
    expect(usualPeriod(timesOf([2, 2, 2, 2, 2, 9, 2, 2, 2, 2, 2, 2]))).toBe(2);
    expect(usualPeriod([0, 1, 2, 3])).toBeUndefined();
  });

  it('is finer than the raster of whole frames', () => {
    const frames = Array.from({ length: 60 }, (_, index) => Math.round(43.066 * index));
    expect(usualPeriod(frames)! / 43.066).toBeCloseTo(1, 3);
  });
});
