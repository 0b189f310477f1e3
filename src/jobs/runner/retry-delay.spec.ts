import { retryDelayMs } from './retry-delay.js';

describe('retryDelayMs', () => {
  it('doubles with each attempt up to the limit', () => {
    expect([1, 2, 3, 4].map((attempt) => retryDelayMs(attempt, 1000, 5000, 1))).toEqual([1000, 2000, 4000, 5000]);
    expect(retryDelayMs(2000, 1000, 5000, 1)).toBe(5000);
  });

  it('is spread over the upper half', () => {
    expect([0, 0.5, 1].map((random) => retryDelayMs(1, 1000, 5000, random))).toEqual([500, 750, 1000]);
  });
});
