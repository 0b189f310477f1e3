import { loopBeats } from './loop-beats.js';

const EXACT = { likeness: 0.97, seconds: 2 };
const RATE_HZ = 80;

/** Onsets every half second from `first` on. */
function onsets(seconds: number, first = 0): Float32Array {
  const envelope = new Float32Array(seconds * RATE_HZ + 1);
  for (let time = first; time < seconds; time += 0.5) envelope[Math.round(time * RATE_HZ)] = 5;
  return envelope;
}

describe('loopBeats', () => {
  it('lays a grid from the beginning over what repeats exactly and lasts whole bars', () => {
    const beats = loopBeats(onsets(8), RATE_HZ, EXACT, 120.5);
    expect(beats).toHaveLength(16);
    expect(beats?.[0]).toBe(0);
    expect(beats?.[15]).toBeCloseTo(7.5);
  });

  it('takes a loop whose loudest notes lie off the beat', () => {
    const envelope = onsets(8, 0.25).map((value, frame) => Math.max(value, frame % (2 * RATE_HZ) === 0 ? 2 : 0));
    expect(loopBeats(envelope, RATE_HZ, EXACT, 120)?.slice(0, 3)).toEqual([0, 0.5, 1]);
  });

  it.each([
    ['does not repeat exactly', onsets(8), { likeness: 0.8, seconds: 2 }, 120],
    ['ends within a bar', onsets(9), EXACT, 120],
    ['repeats in no whole number of beats', onsets(8), EXACT, 130],
    ['is long', onsets(80), EXACT, 120],
    ['lasts one bar', onsets(2), EXACT, 120],
    ['repeats sooner than a beat', onsets(48), EXACT, 10],
    ['begins between two onsets', onsets(8, 0.2), EXACT, 120],
    ['is too short to repeat', onsets(1), { likeness: 0, seconds: 0 }, 120],
    ['is silent', new Float32Array(641), EXACT, 120],
  ])('takes nothing for a loop that %s', (_, envelope, repetition, bpm) => {
    expect(loopBeats(envelope, RATE_HZ, repetition, bpm)).toBeUndefined();
  });
});
