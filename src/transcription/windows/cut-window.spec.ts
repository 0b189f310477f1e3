import { VoiceTrack } from '../voice/voice-track.js';
import { cutWindow } from './cut-window.js';

/** Frames of voice and silence in turn, beginning with silence. */
function voiceOf(...lengths: readonly number[]): VoiceTrack {
  const track = new VoiceTrack();
  lengths.forEach((length, index) => track.append(new Array<boolean>(length).fill(index % 2 === 1)));
  return track;
}
const cut = (track: VoiceTrack, { from = 0, isOver = false } = {}) => cutWindow(track, { from, longest: 1000, isOver });

describe('cutWindow', () => {
  it('begins just before the voice and waits for enough of it', () => {
    expect(cut(voiceOf(300, 100))).toEqual({ type: 'wait' });
    expect(cut(voiceOf(300))).toEqual({ type: 'nothing', until: 275 });
    expect(cut(voiceOf(300, 100, 50), { isOver: true })).toEqual({
      type: 'window',
      window: { begin: 275, end: 450, endsInPause: true },
    });
  });

  it('ends where a long silence begins', () => {
    expect(cut(voiceOf(300, 100, 220))).toMatchObject({ window: { begin: 275, end: 425, endsInPause: true } });
  });

  it('ends in the longest pause of its second half, else in that of its first', () => {
    // Pauses at 110 (90 frames), 620 (30 frames) and 800 (40 frames).
    const late = voiceOf(10, 100, 90, 420, 30, 150, 40, 400);
    expect(cut(late)).toMatchObject({ window: { begin: 0, end: 820, endsInPause: true } });
    const early = voiceOf(10, 100, 90, 1200);
    expect(cut(early)).toMatchObject({ window: { begin: 0, end: 135, endsInPause: true } });
  });

  it('is cut where speech goes on, when there is no pause', () => {
    expect(cut(voiceOf(10, 500, 20, 900))).toEqual({
      type: 'window',
      window: { begin: 0, end: 1000, endsInPause: false },
    });
  });

  it('does not begin before the place where the last one ended', () => {
    expect(cut(voiceOf(10, 2000), { from: 700 })).toMatchObject({ window: { begin: 700, end: 1700 } });
  });
});
