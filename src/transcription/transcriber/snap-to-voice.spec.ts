import { VoiceTrack } from '../voice/voice-track.js';
import { snapToVoice } from './snap-to-voice.js';

/** Moves words over a voice from 1 to 1.5 s and from 2 to 2.4 s. */
function snapped(...words: readonly (readonly [number, number])[]): number[][] {
  const track = new VoiceTrack();
  track.append(
    Array.from({ length: 400 }, (_, frame) => (frame >= 100 && frame < 150) || (frame >= 200 && frame < 240)),
  );
  const stretches = words.map(([start, end]) => ({ start, end }));
  snapToVoice(stretches, track);
  return stretches.map(({ start, end }) => [start, end]);
}

describe('snapToVoice', () => {
  it('takes pauses off words, on whichever side they are', () => {
    expect(snapped([1, 2], [2, 3])).toEqual([
      [1, 1.5],
      [2, 2.4],
    ]);
    expect(snapped([0.5, 1.5], [1.5, 2.4])).toEqual([
      [1, 1.5],
      [2, 2.4],
    ]);
  });

  it('gives a word the whole of its voice, and leaves scraps of the neighbour', () => {
    expect(snapped([1.04, 1.46], [1.46, 2.4])).toEqual([
      [1, 1.46],
      [2, 2.4],
    ]);
    expect(snapped([1.1, 1.3])).toEqual([[1, 1.5]]);
  });

  it('moves nothing between words that run together, nor where nobody is heard', () => {
    expect(snapped([1, 1.25], [1.25, 1.5])).toEqual([
      [1, 1.25],
      [1.25, 1.5],
    ]);
    expect(snapped([3, 3.5])).toEqual([[3, 3.5]]);
  });
});
