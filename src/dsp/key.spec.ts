import { chroma } from './chroma.js';
import { estimateKey, SCALES, TONICS } from './key.js';
import { KEY_PROFILES, type KeyProfileName } from './key-profiles.js';

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

/** Chords of decaying tones with five harmonics, from the octave below middle C. */
function cadence(tonic: number, scale: 'major' | 'minor', tuning = 0): Float32Array {
  const chordLength = RATE / 2;
  const samples = new Float32Array(4 * chordLength);
  CADENCES[scale].forEach((chord, index) => {
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

describe('chroma and estimateKey', () => {
  it.each(SCALES.flatMap((scale) => TONICS.map((tonic, shift) => [tonic, scale, shift] as const)))(
    'hear a cadence in %s %s',
    (tonic, scale, shift) => {
      const { pitchClasses } = chroma(cadence(shift, scale), { sampleRateHz: RATE });
      expect(estimateKey(pitchClasses)[0]).toMatchObject({ tonic, scale });
    },
  );

  it.each([-0.45, -0.3, -0.1, 0.2, 0.4])('follow a tuning of %d semitones', (tuning) => {
    const heard = chroma(cadence(2, 'major', tuning), { sampleRateHz: RATE });
    expect(heard.tuning).toBeCloseTo(tuning, 1);
    expect(estimateKey(heard.pitchClasses)[0]).toMatchObject({ tonic: 'D', scale: 'major' });
  });

  it('do not depend on the gain', () => {
    const samples = cadence(7, 'minor');
    const loud = chroma(samples, { sampleRateHz: RATE });
    const soft = chroma(
      samples.map((value) => value / 256),
      { sampleRateHz: RATE },
    );
    loud.pitchClasses.forEach((value, index) => expect(soft.pitchClasses[index]).toBeCloseTo(value, 5));
  });

  it('take other rates', () => {
    const tone = Float32Array.from({ length: 48_000 }, (_, n) => sin((2 * PI * 440 * n) / 48_000));
    const { pitchClasses, tuning } = chroma(tone, { sampleRateHz: 48_000 });
    expect(pitchClasses[9]).toBeGreaterThan(0.95);
    expect(tuning).toBeCloseTo(0, 1);
  });

  it('hear nothing in silence and a constant', () => {
    for (const samples of [new Float32Array(0), new Float32Array(RATE), new Float32Array(RATE).fill(0.5)]) {
      const { pitchClasses, tuning } = chroma(samples, { sampleRateHz: RATE });
      expect([...pitchClasses]).toEqual(new Array(12).fill(0));
      expect(tuning).toBe(0);
      expect(estimateKey(pitchClasses)).toEqual([]);
    }
  });

  it('hear no key in white noise', () => {
    let state = 1;
    const noise = Float32Array.from({ length: 20 * RATE }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 1_073_741_824 - 1;
    });
    expect(estimateKey(chroma(noise, { sampleRateHz: RATE }).pitchClasses)).toEqual([]);
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

  it('refuses what is no pitch-class profile', () => {
    expect(() => estimateKey([1, 2, 3])).toThrow('pitchClasses must be an array of length 12');
    expect(() => estimateKey(new Array<number>(12).fill(Number.NaN))).toThrow('pitchClasses[0]');
    expect(() => estimateKey(new Array<number>(12).fill(1), { profile: 'x' as KeyProfileName })).toThrow('profile');
  });
});
