import { checkFinite, checkLength, checkOneOf } from './check-arguments.js';
import { KEY_PROFILES, type KeyProfileName } from './key-profiles.js';

export const TONICS = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
export const SCALES = ['major', 'minor'] as const;

export type Tonic = (typeof TONICS)[number];
export type Scale = (typeof SCALES)[number];

export interface KeyOptions {
  /** Default `noland`, which was best on recordings it was not made from; `bench/music.ts` compares them. */
  readonly profile?: KeyProfileName;
}

/** A key and how likely it is. */
export interface KeyCandidate {
  readonly tonic: Tonic;
  readonly scale: Scale;
  /** 0..1; the weights of all 24 keys add up to 1. */
  readonly weight: number;
}

/**
 * Turns correlation into probability: weight ∝ exp(sharpness · correlation). Chosen by maximum likelihood of the labelled keys of `bench/music.ts`, so
 * that a confidence of 0.7 is right in about 7 of 10 cases.
 */
const SHARPNESS = 30;

/**
 * A flatter profile has no key: the standard deviation of the pitch classes over their mean. White noise has 0.19 (its peaks crowd in the higher half
 * of each octave), the flattest labelled recording 0.33.
 */
const FLATTEST = 0.25;

/**
 * All 24 keys, likeliest first, by the correlation of a pitch-class profile with that of each key.
 * Source: C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter 4 (Krumhansl–Schmuckler algorithm).
 * @param pitchClasses twelve numbers of at least 0 from C upwards, any scale
 * @returns none when the twelve are nearly equal: silence, or noise without pitch
 * @throws DspArgumentError for another length, NaN or infinities, or an unknown profile
 */
export function estimateKey(pitchClasses: ArrayLike<number>, options: KeyOptions = {}): KeyCandidate[] {
  const { profile = 'noland' } = options;
  checkLength('pitchClasses', pitchClasses, 12);
  checkFinite('pitchClasses', pitchClasses);
  checkOneOf('profile', profile, Object.keys(KEY_PROFILES) as KeyProfileName[]);
  if (relativeDeviation(Array.from(pitchClasses)) < FLATTEST) return [];
  const heard = standardised(Array.from(pitchClasses));
  const keys = SCALES.flatMap((scale) => {
    const expected = standardised(KEY_PROFILES[profile][scale]);
    return TONICS.map((tonic, shift) => ({
      tonic,
      scale,
      correlation: expected.reduce((sum, value, degree) => sum + value * heard[(degree + shift) % 12], 0),
    }));
  }).sort((a, b) => b.correlation - a.correlation);
  const likelihoods = keys.map(({ correlation }) => Math.exp(SHARPNESS * (correlation - keys[0].correlation)));
  const total = likelihoods.reduce((sum, value) => sum + value, 0);
  return keys.map(({ tonic, scale }, index) => ({ tonic, scale, weight: likelihoods[index] / total }));
}

function relativeDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean > 0 ? Math.hypot(...values.map((value) => value / mean - 1)) / Math.sqrt(values.length) : 0;
}

/** Mean 0 and length 1, so that products are correlations. */
function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.hypot(...values.map((value) => value - mean));
  return values.map((value) => (value - mean) / length);
}
