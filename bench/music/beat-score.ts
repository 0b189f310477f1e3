import type { Score } from './score-table.js';

const TOLERANCE_SECONDS = 0.07;

/**
 * F-measure of beats against the grid `k · 60 / bpm` from the first to the last sound; the tolerant score takes the best of the grids at half the
 * tempo (both halves), the same and twice.
 * Source: S. Dixon, "Evaluation of the audio beat tracking system BeatRoot", J. New Music Research 36(1), 2007.
 */
export function beatScore(beats: readonly number[], bpm: number, first: number, last: number): Score {
  const grid = (period: number, phase: number): number[] => {
    const count = Math.ceil((last + period) / period);
    const times = Array.from({ length: count }, (_, index) => phase + index * period);
    return times.filter((time) => time > first - TOLERANCE_SECONDS && time < last);
  };
  const heard = beats.filter((time) => time > first - TOLERANCE_SECONDS);
  const period = 60 / bpm;
  const strict = fMeasure(heard, grid(period, 0));
  const others = [grid(period / 2, 0), grid(2 * period, 0), grid(2 * period, period)];
  return { strict, tolerant: Math.max(strict, ...others.map((times) => fMeasure(heard, times))) };
}

/** Each beat may match one reference beat, within the tolerance. Both lists rise. */
function fMeasure(beats: readonly number[], reference: readonly number[]): number {
  let hits = 0;
  for (let beat = 0, target = 0; beat < beats.length && target < reference.length;) {
    const distance = beats[beat] - reference[target];
    if (Math.abs(distance) <= TOLERANCE_SECONDS) {
      hits++;
      beat++;
      target++;
    } else if (distance < 0) beat++;
    else target++;
  }
  return hits === 0 ? 0 : (2 * hits) / (beats.length + reference.length);
}
