/** What tells tonal music from other sound. */
export interface TonalityCues {
  /** How well the sound keeps to semitones, 0..1. */
  readonly clarity: number;
  /** Correlation with the best key's profile, -1..1. */
  readonly correlation: number;
  /** Standard deviation of the pitch classes over their mean. */
  readonly contrast: number;
}

/** Quieter cues say no more than these. */
const LEAST_CLARITY = 0.005;
const LEAST_CONTRAST = 0.02;

/**
 * Chance, 0..1, that a sound is tonal music. Speech and drums do not keep to semitones; a single pitch or bird's call may, but then the contrast is too
 * great for the correlation. A logistic regression over music, also in noise and under drums, against speech, animals, percussion and noise, each
 * source with equal weight; docs/experiments/key.md has its errors on sources held out.
 */
export function tonalProbability({ clarity, correlation, contrast }: TonalityCues): number {
  const evidence =
    4.2 * Math.log(Math.max(LEAST_CLARITY, clarity)) +
    11.1 * correlation -
    3.1 * Math.log(Math.max(LEAST_CONTRAST, contrast)) -
    2.6;
  return 1 / (1 + Math.exp(-evidence));
}
