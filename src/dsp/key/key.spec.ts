import { estimateKey, SCALES, TONICS } from './key.js';
import { KEY_PROFILES, type KeyProfileName } from './key-profiles.js';
import { pitchClassProfile } from './pitch-class-profile.js';

// Looked up once: in Jest's sandbox each use of a global is slow.
const { exp, PI, sin } = Math;
const RATE = 22_050;
/** Semitones above the tonic: I, IV, V and I of major; i, iv, V and i of harmonic minor. */
const CADENCES = {
  major: [
    [0, 4, 7, 12],
    [5, 9, 12, 17],
    [7, 11, 14, 19],
    [0, 4, 7, 12],
  ],
  minor: [
    [0, 3, 7, 12],
    [5, 8, 12, 17],
    [7, 11, 14, 19],
    [0, 3, 7, 12],
  ],
} as const;

/** Chords of decaying tones with five harmonics, from the octave below middle C. The tuning may be another one for each chord. */
function cadence(tonic: number, scale: 'major' | 'minor', ...tunings: number[]): Float32Array {
  const chordLength = RATE / 2;
  const samples = new Float32Array(4 * chordLength);
  CADENCES[scale].forEach((chord, index) => {
    const tuning = tunings[index % tunings.length] ?? 0;
    for (const note of chord) {
      const frequency = 130.81 * 2 ** ((tonic + note + tuning) / 12);
      for (let harmonic = 1; harmonic <= 5; harmonic++) {
        const angle = (2 * PI * frequency * harmonic) / RATE;
        for (let n = 0; n < chordLength; n++) {
          samples[index * chordLength + n] += (0.05 / harmonic) * exp((-2 * n) / chordLength) * sin(angle * n);
        }
      }
    }
  });
  return samples;
}

function noise(seconds: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: seconds * RATE }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

describe('pitchClassProfile and estimateKey', () => {
  it.each(SCALES.flatMap((scale) => TONICS.map((tonic, shift) => [tonic, scale, shift] as const)))(
    'hear a cadence in %s %s',
    (tonic, scale, shift) => {
      const { pitchClasses } = pitchClassProfile(cadence(shift, scale), { sampleRateHz: RATE });
      expect(estimateKey(pitchClasses)[0]).toMatchObject({ tonic, scale });
    },
  );

  it.each([-0.45, -0.3, -0.1, 0.2, 0.4])('follow a tuning of %d semitones', (tuning) => {
    const heard = pitchClassProfile(cadence(2, 'major', tuning), { sampleRateHz: RATE });
    expect(heard.tuning).toBeCloseTo(tuning, 1);
    expect(estimateKey(heard.pitchClasses)[0]).toMatchObject({ tonic: 'D', scale: 'major' });
  });

  it('do not depend on the gain', () => {
    const samples = cadence(7, 'minor');
    const loud = pitchClassProfile(samples, { sampleRateHz: RATE });
    const soft = pitchClassProfile(
      samples.map((value) => value / 256),
      { sampleRateHz: RATE },
    );
    loud.pitchClasses.forEach((value, index) => expect(soft.pitchClasses[index]).toBeCloseTo(value, 5));
  });

  it.each([8_000, 11_025, 48_000, 192_000])('take a rate of %d Hz', (rate) => {
    const tone = Float32Array.from({ length: 2 * rate }, (_, n) => sin((2 * PI * 440 * n) / rate));
    const { pitchClasses, tuning } = pitchClassProfile(tone, { sampleRateHz: rate });
    expect(pitchClasses[9]).toBeGreaterThan(0.95);
    expect(tuning).toBeCloseTo(0, 1);
  });

  it('hear nothing in silence and a constant', () => {
    for (const samples of [new Float32Array(0), new Float32Array(RATE), new Float32Array(RATE).fill(0.5)]) {
      const { pitchClasses, tuning } = pitchClassProfile(samples, { sampleRateHz: RATE });
      expect([...pitchClasses]).toEqual(new Array(12).fill(0));
      expect(tuning).toBe(0);
      expect(estimateKey(pitchClasses)).toEqual([]);
    }
  });

  it('hear a cadence through a tuning that drifts by more than a semitone', () => {
    const drifting = new Float32Array(24 * RATE);
    for (let part = 0; part < 12; part++) drifting.set(cadence(2, 'major', -0.6 + part * 0.1), 2 * part * RATE);
    const { pitchClasses, tuning } = pitchClassProfile(drifting, { sampleRateHz: RATE });
    expect(estimateKey(pitchClasses)[0]).toMatchObject({ tonic: 'D', scale: 'major' });
    expect(Math.abs(tuning)).toBeLessThan(0.5);
  });

  it('count the beginning from the first sound on', () => {
    const music = new Float32Array(8 * RATE);
    [4, 9, 11, 2].forEach((tonic, index) => music.set(cadence(tonic, 'minor'), 2 * index * RATE));
    const late = new Float32Array(music.length + 150 * 4_096);
    late.set(music, 150 * 4_096);
    const expected = pitchClassProfile(music, { sampleRateHz: RATE }).pitchClasses;
    const heard = pitchClassProfile(late, { sampleRateHz: RATE }).pitchClasses;
    heard.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 6));
  });

  it('measure how well music, noise and a siren keep to semitones', () => {
    const siren = Float32Array.from({ length: 10 * RATE }, (_, n) =>
      sin(3_000 * sin((2 * n) / RATE) + (2_000 * n) / RATE),
    );
    const clarity = (samples: Float32Array): number => pitchClassProfile(samples, { sampleRateHz: RATE }).clarity;
    expect(clarity(cadence(0, 'major'))).toBeGreaterThan(0.5);
    expect(clarity(cadence(0, 'major', 0.4))).toBeGreaterThan(0.5);
    expect(clarity(noise(10))).toBeLessThan(0.05);
    expect(clarity(siren)).toBeLessThan(0.2);
  });

  it('tell for how long there was sound', () => {
    const samples = new Float32Array(20 * RATE);
    samples.set(cadence(0, 'major'), 5 * RATE);
    expect(pitchClassProfile(samples, { sampleRateHz: RATE }).seconds).toBeCloseTo(2, 0);
  });

  it('hear no key in white noise', () => {
    const { pitchClasses, clarity, seconds } = pitchClassProfile(noise(20), { sampleRateHz: RATE });
    expect(estimateKey(pitchClasses, { clarity, seconds })).toEqual([]);
  });

  it('hear one in a cadence under noise', () => {
    const samples = noise(2);
    cadence(7, 'minor').forEach((value, index) => (samples[index] = value + 0.02 * samples[index]));
    const { pitchClasses, clarity, seconds } = pitchClassProfile(samples, { sampleRateHz: RATE });
    expect(estimateKey(pitchClasses, { clarity, seconds })[0]).toMatchObject({ tonic: 'G', scale: 'minor' });
  });
});

describe('pitchClassProfile', () => {
  it('refuses what is not a number', () => {
    const samples = new Float32Array(20_000);
    samples[12_345] = Number.NaN;
    expect(() => pitchClassProfile(samples, { sampleRateHz: RATE })).toThrow('samples must be finite');
  });
});

describe('estimateKey', () => {
  it.each(Object.keys(KEY_PROFILES) as KeyProfileName[])('finds each of its own profiles: %s', (profile) => {
    for (const scale of SCALES) {
      TONICS.forEach((tonic, shift) => {
        const rotated = TONICS.map((_, index) => KEY_PROFILES[profile][scale][(index - shift + 12) % 12] - 0.04);
        expect(
          estimateKey(
            rotated.map((value) => Math.max(0, value)),
            { profile },
          )[0],
        ).toMatchObject({ tonic, scale });
      });
    }
  });

  it('gives 24 keys in falling order whose weights add up to 1', () => {
    const keys = estimateKey([5, 0, 2, 0, 3, 1, 0, 4, 0, 1, 0, 1]);
    const weights = keys.map(({ weight }) => weight);
    expect(keys).toHaveLength(24);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is surer of longer music, and less sure of what may be none', () => {
    const music = [5, 0, 2, 0, 3, 1, 0, 4, 0, 1, 0, 1];
    const surest = (options: object): number => estimateKey(music, options)[0]?.weight ?? 0;
    expect(surest({ seconds: 3 })).toBeLessThan(surest({ seconds: 20 }));
    expect(surest({ clarity: 0.1 })).toBeLessThan(surest({ clarity: 0.6 }));
    expect(surest({ clarity: 0.6 })).toBeLessThanOrEqual(surest({}));
    expect(estimateKey(music, { clarity: 0 })).toEqual([]);
  });

  it('refuses options outside their ranges', () => {
    const music = new Array<number>(12).fill(1);
    expect(() => estimateKey(music, { clarity: 1.1 })).toThrow('clarity must be a number of 0..1');
    expect(() => estimateKey(music, { clarity: Number.NaN })).toThrow('clarity');
    expect(() => estimateKey(music, { seconds: -1 })).toThrow('seconds');
  });

  it('refuses what is no pitch-class profile', () => {
    expect(() => estimateKey([1, 2, 3])).toThrow('pitchClasses must be an array of length 12');
    expect(() => estimateKey(new Array<number>(12).fill(Number.NaN))).toThrow('pitchClasses[0]');
    expect(() => estimateKey(new Array<number>(12).fill(1), { profile: 'x' as KeyProfileName })).toThrow('profile');
  });
});
