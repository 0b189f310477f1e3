import { checkFinite, checkLength, checkNumber, checkOneOf } from '../arguments/check-arguments.js';
import { KEY_PROFILES, type KeyProfileName } from './key-profiles.js';
import { SOUNDING_CORPORA } from './sounding-profile.js';
import { tonalProbability } from './tonality.js';

export const TONICS = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
export const SCALES = ['major', 'minor'] as const;

export type Tonic = (typeof TONICS)[number];
export type Scale = (typeof SCALES)[number];

export interface KeyOptions {
  /** Default `corpora`, see {@link SOUNDING_CORPORA}; `bench/music.ts` compares them. */
  readonly profile?: KeyProfileName | 'corpora';
  /** How well the sound keeps to semitones, 0..1. Without it the sound is taken for music. */
  readonly clarity?: number;
  /** Length of the music, seconds from 0; default 20. The key of a short piece is less certain. */
  readonly seconds?: number;
}

/** A key and how likely it is. */
export interface KeyCandidate {
  readonly tonic: Tonic;
  readonly scale: Scale;
  /** 0..1; what all 24 keys' weights lack to 1 is the chance that there is no key. */
  readonly weight: number;
}

const PROFILES = { ...KEY_PROFILES, corpora: SOUNDING_CORPORA };

/**
 * Turns correlation into probability: weight ∝ exp(sharpness · correlation). By maximum likelihood of the labelled keys of `bench/music.ts`, cut to
 * lengths of 3 to 20 s, it grows with the square root of the length.
 */
const SHARPNESS_PER_ROOT_SECOND = 7.5;
const SHARPEST_SECONDS = 23;

/** A flatter profile has no key: the standard deviation of the pitch classes over their mean. */
const FLATTEST = 0.02;
/** Sound that is less likely to be music has no key. */
const LEAST_TONAL = 0.2;

/**
 * All 24 keys, likeliest first, by the correlation of a pitch-class profile with that of each key.
 * Source: C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter 4 (Krumhansl–Schmuckler algorithm).
 * @param pitchClasses twelve numbers of at least 0 from C upwards, any scale
 * @returns none when the twelve are nearly equal, or when clarity is given and the sound is hardly music
 * @throws DspArgumentError for another length, NaN or infinities, an unknown profile, or options outside their ranges
 */
export function estimateKey(pitchClasses: ArrayLike<number>, options: KeyOptions = {}): KeyCandidate[] {
  const { profile = 'corpora', clarity, seconds = 20 } = options;
  checkLength('pitchClasses', pitchClasses, 12);
  checkFinite('pitchClasses', pitchClasses);
  checkOneOf('profile', profile, Object.keys(PROFILES) as (keyof typeof PROFILES)[]);
  if (clarity !== undefined) checkNumber('clarity', clarity, 0, 1);
  checkNumber('seconds', seconds, 0, Number.MAX_VALUE);
  const contrast = relativeDeviation(Array.from(pitchClasses));
  if (contrast < FLATTEST) return [];
  const keys = correlations(Array.from(pitchClasses), profile).sort((a, b) => b.correlation - a.correlation);
  const best = keys[0].correlation;
  const tonal = clarity === undefined ? 1 : tonalProbability({ clarity, correlation: best, contrast });
  if (tonal < LEAST_TONAL) return [];
  const sharpness = SHARPNESS_PER_ROOT_SECOND * Math.sqrt(Math.min(seconds, SHARPEST_SECONDS));
  const likelihoods = keys.map(({ correlation }) => Math.exp(sharpness * (correlation - best)));
  const total = likelihoods.reduce((sum, value) => sum + value, 0);
  return keys.map(({ tonic, scale }, index) => ({ tonic, scale, weight: (tonal * likelihoods[index]) / total }));
}

function correlations(
  pitchClasses: readonly number[],
  profile: keyof typeof PROFILES,
): { tonic: Tonic; scale: Scale; correlation: number }[] {
  const heard = standardised(pitchClasses);
  return SCALES.flatMap((scale) => {
    const expected = standardised(PROFILES[profile][scale]);
    return TONICS.map((tonic, shift) => ({
      tonic,
      scale,
      correlation: expected.reduce((sum, value, degree) => sum + value * heard[(degree + shift) % 12], 0),
    }));
  });
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
