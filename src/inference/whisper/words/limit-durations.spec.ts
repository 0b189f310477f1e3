import { durationLimits, limitAtSegment, limitAtSentences, type TimedText } from './limit-durations.js';

const words = (...times: readonly (readonly [string, number, number])[]): TimedText[] =>
  times.map(([text, start, end]) => ({ text, start, end }));
const limits = { median: 0.3, longest: 0.6 };

describe('limits of durations', () => {
  it('are the median, at most 0.7 s, and its double', () => {
    expect(durationLimits(words(['a', 0, 0.2], ['b', 0.2, 0.5], ['c', 1, 5], ['d', 5, 5]))).toEqual({
      median: expect.closeTo(0.3) as number,
      longest: expect.closeTo(0.6) as number,
    });
    expect(durationLimits(words(['a', 0, 2], ['b', 2, 4]))).toEqual({ median: 0.7, longest: 1.4 });
    expect(durationLimits([])).toEqual({ median: 0, longest: 0 });
  });

  it('cut the pause between sentences off their words', () => {
    const heard = words([' yes', 0, 0.3], [' no.', 0.3, 2], [' Then', 2, 4], [' so', 4, 6]);
    limitAtSentences(heard, limits);
    expect(heard.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.3],
      [0.3, expect.closeTo(0.9) as number],
      [3.4, 4],
      [4, 6],
    ]);
  });

  it('cut the pause before a segment off its first words', () => {
    const heard = words([' so', 1, 4], [' it', 4, 4.2]);
    limitAtSegment(heard, { start: 3.5, end: 4.2 }, 1, limits);
    expect(heard[0].start).toBeCloseTo(3.4);
    const both = words([' so', 1, 2], [' it', 2, 4]);
    limitAtSegment(both, { start: 3, end: 4 }, 0, limits);
    expect(both.map(({ start, end }) => [start, end])).toEqual([
      [expect.closeTo(2.8) as number, 3.4],
      [3.4, 4],
    ]);
  });

  it('let the timestamps of the segment overrule words far outside of it', () => {
    const heard = words([' a', 0.2, 1.3], [' b', 1.3, 3]);
    limitAtSegment(heard, { start: 1, end: 2 }, 0.2, limits);
    expect(heard[0].start).toBeCloseTo(1);
    expect(heard[1].end).toBeCloseTo(2);
    expect(() => limitAtSegment([], { start: 0, end: 1 }, 0, limits)).not.toThrow();
  });
});
