import { TONE_CONFIGURATION } from '../../../../test/support/tone-whisper.js';
import { splitSegments } from './split-segments.js';

const time = (seconds: number): number => TONE_CONFIGURATION.tokens.firstTimestamp + Math.round(seconds / 0.02);

function split(...tokens: readonly number[]) {
  const decoded = tokens.map((token) => ({ token, logProbability: -0.1, attention: [] }));
  const { segments, continuesAt } = splitSegments(decoded, TONE_CONFIGURATION);
  return {
    continuesAt,
    segments: segments.map(({ start, end, tokens: text }) => [start, end, ...text.map(({ token }) => token)]),
  };
}

describe('splitSegments', () => {
  it('splits at pairs of timestamps; one at the end says that nothing more is spoken', () => {
    expect(split(time(0.5), 1, 2, time(1), time(1.2), 3, time(2))).toEqual({
      segments: [
        [0.5, 1, 1, 2],
        [1.2, 2, 3],
      ],
      continuesAt: undefined,
    });
  });

  it('goes on at a pair at the end', () => {
    expect(split(time(0), 1, time(1), time(1.5))).toEqual({ segments: [[0, 1, 1]], continuesAt: 1.5 });
  });

  it('leaves the end open where the text was cut off', () => {
    expect(split(time(0), 1, time(1), time(1), 2)).toEqual({
      segments: [
        [0, 1, 1],
        [1, undefined, 2],
      ],
      continuesAt: undefined,
    });
  });

  it('has no segments without text', () => {
    expect(split(time(0))).toEqual({ segments: [], continuesAt: undefined });
    expect(split()).toEqual({ segments: [], continuesAt: undefined });
  });
});
