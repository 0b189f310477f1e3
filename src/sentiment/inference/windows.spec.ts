import { averageByLength } from './average.js';
import { toTweetText } from './tweet-text.js';
import { windowsOver } from './windows.js';

describe('windowsOver', () => {
  it.each([0, 1, 9, 10, 11, 17, 18, 100, 1001])('covers %d entries without a gap', (count) => {
    const windows = windowsOver(count, 10, 3);
    expect(windows.at(0)?.from ?? 0).toBe(0);
    expect(windows.at(-1)?.to ?? 0).toBe(count);
    expect(new Set(windows.map(({ from, to }) => to - from)).size).toBeLessThanOrEqual(1);
    const shared = windows.slice(1).map(({ from }, index) => windows[index].to - from);
    expect(Math.min(3, ...shared)).toBe(3);
  });
});

describe('averageByLength', () => {
  it('weighs parts by their length and adds up to 1', () => {
    expect(
      averageByLength([
        { probabilities: [1, 0, 0], length: 1 },
        { probabilities: [0, 0.5, 0.5], length: 3 },
      ]),
    ).toEqual([0.25, 0.375, 0.375]);
    const third = averageByLength([{ probabilities: [1 / 3, 1 / 3, 1 / 3], length: 1 }])!;
    expect(third).toEqual([0.3333, 0.3334, 0.3333]);
  });

  it('is null for nothing', () => {
    expect(averageByLength([])).toBeNull();
  });
});

describe('toTweetText', () => {
  it('names nobody and no address', () => {
    expect(toTweetText('@bob see https://t.co/x @ home')).toBe('@user see http @ home');
  });
});
