import { parabolicPeak } from './interpolate.js';
import { LONGEST_LAG_SHARE } from './periodicity.js';
import { type Tempogram } from './tempogram.js';

/** The time after which the onsets of a recording repeat best. */
export interface Repetition {
  /** Autocorrelation of the onsets there: near 1 for what repeats exactly. 0 for recordings that are too short to tell. */
  readonly likeness: number;
  readonly seconds: number;
}

/** Phrases and loops repeat within this time; what repeats sooner may be no more than a beat. */
const SHORTEST_SECONDS = 1.3;
const LONGEST_SECONDS = 6;

export function repetitionOf({ autocorrelation, frameRateHz }: Tempogram): Repetition {
  const longest = Math.min(LONGEST_SECONDS * frameRateHz, LONGEST_LAG_SHARE * autocorrelation.length);
  let likeness = 0;
  let best = 0;
  for (let lag = Math.round(SHORTEST_SECONDS * frameRateHz); lag < longest; lag++) {
    if (autocorrelation[lag] <= likeness) continue;
    likeness = autocorrelation[lag];
    best = lag;
  }
  if (likeness === 0) return { likeness, seconds: 0 };
  const [before, peak, after] = autocorrelation.subarray(best - 1, best + 2);
  return { likeness, seconds: (best + parabolicPeak(before, peak, after)) / frameRateHz };
}
