import { joined, silenceOf, toneOf } from '../../../test/support/tone-whisper.js';
import { randomSource } from '../../training/index.js';
import { VoiceActivity } from './voice-activity.js';
import { VoiceTrack } from './voice-track.js';

const random = randomSource('voice');
const noise = (seconds: number, amplitude: number): Float32Array =>
  silenceOf(seconds).map(() => amplitude * (2 * random() - 1));
/** Voices of 0.3 s each, at full loudness. */
const voice = (seconds: number): Float32Array =>
  joined(...Array.from({ length: Math.round(seconds / 0.3) }, (_, index) => toneOf(index % 10)));
const scaled = (samples: Float32Array, factor: number): Float32Array => samples.map((sample) => sample * factor);
const added = (a: Float32Array, b: Float32Array): Float32Array => a.map((sample, index) => sample + b[index]);

function track(samples: Float32Array, block = samples.length): VoiceTrack {
  const activity = new VoiceActivity();
  const found = new VoiceTrack();
  for (let start = 0; start < samples.length; start += block) {
    found.append(activity.push(samples.subarray(start, start + block)));
  }
  found.append(activity.flush());
  return found;
}

/** Seconds at which voice begins and ends. */
const stretches = (samples: Float32Array): number[][] =>
  track(samples)
    .runs(0, Infinity)
    .map(([begin, end]) => [begin / 100, end / 100]);

function expectStretches(samples: Float32Array, expected: readonly (readonly [number, number])[]): void {
  const found = stretches(samples);
  expect(found).toHaveLength(expected.length);
  found.forEach(([begin, end], index) => {
    expect(Math.abs(begin - expected[index][0])).toBeLessThanOrEqual(0.05);
    expect(Math.abs(end - expected[index][1])).toBeLessThanOrEqual(0.05);
  });
}

describe('VoiceActivity', () => {
  const scene = joined(silenceOf(1), voice(1.5), silenceOf(2), voice(0.9), silenceOf(1));
  const truth = [
    [1, 2.5],
    [4.5, 5.4],
  ] as const;

  it.each([
    ['loud', scene],
    ['faint', scaled(scene, 0.01)],
    ['in noise', added(scene, noise(6.4, 0.01))],
    ['with an offset', scene.map((sample) => sample + 0.2)],
  ])('finds voices that are %s', (_what, samples) => {
    expectStretches(samples, truth);
  });

  it('finds none in silence, in steady noise and hum, and in clicks', () => {
    expect(stretches(silenceOf(12))).toEqual([]);
    expect(stretches(noise(12, 0.05))).toEqual([]);
    expect(stretches(silenceOf(12).map((_, index) => 0.1 * Math.sin((2 * Math.PI * 50 * index) / 16_000)))).toEqual([]);
    expect(stretches(silenceOf(12).map((_, index) => (index % 16_000 === 5000 ? 0.5 : 0)))).toEqual([]);
    expect(stretches(new Float32Array(0))).toEqual([]);
  });

  it('takes a recording that is speech from end to end for voice', () => {
    const [[begin, end], ...more] = stretches(voice(0.6));
    expect([begin, end > 0.5, more]).toEqual([0, true, []]);
    expect(track(voice(9)).count(0, 900)).toBeGreaterThan(850);
  });

  it('depends on the signal, not on the blocks', () => {
    expect(track(scene, 777).runs(0, Infinity)).toEqual(track(scene).runs(0, Infinity));
    expect(track(scene, 777).end).toBe(640);
  });
});
