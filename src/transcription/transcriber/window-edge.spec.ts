import type { HeardSegment } from '../../inference/whisper/words/time-segments.js';
import { settleWindow } from './window-edge.js';

const segment = (...words: readonly (readonly [string, number, number])[]): HeardSegment => ({
  start: words[0][1],
  end: words[words.length - 1][2],
  text: words.map(([text]) => text).join(''),
  tokens: words.map((_, index) => index),
  words: words.map(([text, start, end], firstToken) => ({ text, start, end, confidence: 1, firstToken })),
  confidence: 1,
  noSpeechProbability: 0,
  temperature: 0,
  compressionRatio: 1,
});

function settle(
  segments: readonly HeardSegment[],
  { continuesAt, endsInPause = false, voice = 5 }: { continuesAt?: number; endsInPause?: boolean; voice?: number } = {},
) {
  const edge = { seconds: 10, endsInPause, voiceAfter: () => voice };
  const settled = settleWindow({ segments, continuesAt, verdict: 'speech', isCut: false }, edge);
  return { text: settled.segments.map(({ text }) => text), goOnAt: settled.goOnAt };
}

describe('settleWindow', () => {
  const whole = segment([' one', 1, 2], [' two', 8, 9]);

  it('is done with a window that ends in a pause', () => {
    expect(settle([whole], { endsInPause: true })).toEqual({ text: [' one two'], goOnAt: 10 });
    expect(settle([])).toEqual({ text: [], goOnAt: 10 });
  });

  it('goes on where the decoder stopped, if anybody speaks there', () => {
    expect(settle([whole], { continuesAt: 9.2, endsInPause: true })).toEqual({ text: [' one two'], goOnAt: 9.2 });
    expect(settle([whole], { continuesAt: 9.2, endsInPause: true, voice: 0.1 }).goOnAt).toBe(10);
  });

  it('hears a word at the cut again', () => {
    const cut = segment([' one', 1, 2], [' tw', 9.5, 10]);
    expect(settle([cut])).toEqual({ text: [' one'], goOnAt: 9.5 });
    expect(settle([whole, segment([' thr', 9.6, 10])])).toEqual({ text: [' one two'], goOnAt: 9.6 });
  });

  it('goes on after the last word where the text ends before the window', () => {
    expect(settle([whole])).toEqual({ text: [' one two'], goOnAt: 9 });
  });

  it('always comes forward', () => {
    expect(settle([segment([' aah', 0.1, 10])])).toEqual({ text: [' aah'], goOnAt: 10 });
    expect(settle([whole], { continuesAt: 0.2 }).goOnAt).toBe(9);
  });
});
