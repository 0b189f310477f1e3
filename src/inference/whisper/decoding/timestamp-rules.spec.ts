import { applyTimestampRules } from './timestamp-rules.js';

/** Three words, the end, the token for no timestamps, and ten timestamps. */
const [END, NO_TIMESTAMPS, FIRST] = [3, 4, 5];
const SIZE = 15;
const configuration = {
  tokens: {
    startOfTranscript: END,
    endOfText: END,
    noTimestamps: NO_TIMESTAMPS,
    firstTimestamp: FIRST,
    startOfPrevious: undefined,
    noSpeech: undefined,
  },
  maxInitialTimestamp: 4,
};

/** Tokens that are still possible. */
function allowed(sampled: readonly number[], scores: Record<number, number> = {}, audioSteps = 9): number[] {
  const logits = new Float32Array(SIZE);
  for (const [token, score] of Object.entries(scores)) logits[Number(token)] = score;
  // Words and the end are likely, so that timestamps do not win by their number alone.
  for (const word of [0, 1, 2, END]) logits[word] ||= 9;
  applyTimestampRules(logits, sampled, { configuration, audioSteps });
  return [...logits.keys()].filter((token) => logits[token] > -Infinity);
}
const time = (step: number): number => FIRST + step;
const times = (from: number, to = 9): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => time(from + index));

describe('applyTimestampRules', () => {
  it('begins with a timestamp that is not late', () => {
    expect(allowed([])).toEqual(times(0, 4));
    expect(allowed([], {}, 2)).toEqual(times(0, 2));
  });

  it('wants text or the end after the timestamp that begins a segment', () => {
    expect(allowed([time(1)])).toEqual([0, 1, 2, END]);
    expect(allowed([time(1), 0, time(3), time(3)])).toEqual([0, 1, 2, END]);
  });

  it('lets text go on to a later timestamp', () => {
    expect(allowed([time(1), 0])).toEqual([0, 1, 2, END, ...times(2)]);
  });

  it('wants a second timestamp, not before it, or the end after one that ends a segment', () => {
    expect(allowed([time(1), 0, time(3)])).toEqual([END, ...times(3)]);
  });

  it('never goes beyond the end of the audio', () => {
    expect(allowed([time(1), 0, time(3)], {}, 5)).toEqual([END, ...times(3, 5)]);
    expect(allowed([time(1), 0, time(5)], {}, 5)).toEqual([END, time(5)]);
  });

  it('prefers a timestamp where all of them together are likelier than any text', () => {
    const likely = Object.fromEntries(times(2).map((token) => [token, 7.5]));
    expect(allowed([time(1), 0], likely)).toEqual(times(2));
    expect(allowed([time(1), 0], { ...likely, 1: 20 })).toEqual([0, 1, 2, END, ...times(2)]);
  });

  it('never gives out the token for no timestamps', () => {
    expect(allowed([time(1), 0], { [NO_TIMESTAMPS]: 50 })).not.toContain(NO_TIMESTAMPS);
  });
});
