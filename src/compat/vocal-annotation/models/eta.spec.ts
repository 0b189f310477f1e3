import { formatEta } from './eta.js';

describe('formatEta', () => {
  it.each([
    [null, '--:--:--'],
    [0, '00:00:00'],
    [59.6, '00:01:00'],
    [3_599.4, '00:59:59'],
    [7_325, '02:02:05'],
    [400_000, '111:06:40'],
  ])('writes %p as %s', (seconds, text) => {
    expect(formatEta(seconds)).toBe(text);
  });
});
