import { type Repetition } from './repetition.js';

/** Onsets of a loop repeat at least this exactly. */
const LEAST_LIKENESS = 0.9;
/** Longer recordings are no loops, and the grid would drift off them. */
const LONGEST_SECONDS = 60;
/** How much the tempo may differ from a whole number of beats in a repetition. */
const TOLERANCE = 0.02;
const BEATS_PER_BAR = 4;
/** What an encoder may have cut off or padded, seconds. */
const CUT_SECONDS = 0.04;
const PADDING_SECONDS = 0.1;

/** An onset this near to a repetition's beginning is the loop's first one. */
const SEAM_SECONDS = { before: 0.02, after: 0.05 };
/** Strength of that onset, as a share of the repetition's strongest. */
const LEAST_SEAM = 0.15;

/**
 * Beats of a recording that is a loop: one that repeats exactly, begins with an onset and lasts a whole number of four-beat bars. Loops are cut on the
 * beat, so that their beats lie on a grid from time 0, which the onsets alone may not tell: cymbals and basses of dance music play off the beat.
 * @param onsets emphasised onset strength
 * @returns times in seconds; undefined for what is no loop
 */
export function loopBeats(
  onsets: Float32Array,
  frameRateHz: number,
  repetition: Repetition,
  bpm: number,
): number[] | undefined {
  // The centre of the last frame lies less than a hop before the end.
  const seconds = (onsets.length - 1) / frameRateHz;
  if (repetition.likeness < LEAST_LIKENESS || seconds > LONGEST_SECONDS) return undefined;
  const beats = Math.round((repetition.seconds * bpm) / 60);
  const period = repetition.seconds / beats;
  if (beats === 0 || Math.abs((period * bpm) / 60 - 1) > TOLERANCE) return undefined;
  const bars = Math.round(seconds / (BEATS_PER_BAR * period));
  const excess = seconds - bars * BEATS_PER_BAR * period;
  if (excess < -CUT_SECONDS || excess > PADDING_SECONDS || bars < 2) return undefined;
  if (seamStrength(onsets, frameRateHz, repetition.seconds) < LEAST_SEAM) return undefined;
  return Array.from({ length: bars * BEATS_PER_BAR }, (_, beat) => beat * period);
}

/** Onset strength where repetitions begin, relative to the strongest onsets of those repetitions; the first one is left out. */
function seamStrength(onsets: Float32Array, frameRateHz: number, seconds: number): number {
  const length = seconds * frameRateHz;
  let atSeams = 0;
  let anywhere = 0;
  for (let seam = length; seam + length < onsets.length + 1; seam += length) {
    atSeams += highest(onsets, seam - SEAM_SECONDS.before * frameRateHz, seam + SEAM_SECONDS.after * frameRateHz);
    anywhere += highest(onsets, seam, seam + length);
  }
  return anywhere > 0 ? atSeams / anywhere : 0;
}

function highest(values: Float32Array, first: number, last: number): number {
  return values.subarray(Math.round(first), Math.round(last) + 1).reduce((most, value) => Math.max(most, value), 0);
}
