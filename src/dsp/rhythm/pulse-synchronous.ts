/** Values of a folded envelope per pulse: 2, 3, 4 and 6 divide it. */
export const STEPS_PER_PULSE = 12;

/**
 * Resamples an envelope to a fixed number of values per pulse, so that what repeats in musical time repeats exactly, whatever the tempo does.
 * Source: the idea of beat-synchronous features; D. P. W. Ellis & G. E. Poliner, ICASSP 2007.
 * @param pulses frames of the pulses in rising order
 * @returns `12 · (pulses.length - 1)` values, step `n` at the `n/12`-th pulse; none for fewer than two pulses
 */
export function pulseSynchronous(envelope: Float32Array, pulses: readonly number[]): Float32Array {
  const folded = new Float32Array(STEPS_PER_PULSE * Math.max(0, pulses.length - 1));
  for (let pulse = 0; pulse + 1 < pulses.length; pulse++) {
    const step = (pulses[pulse + 1] - pulses[pulse]) / STEPS_PER_PULSE;
    for (let index = 0; index < STEPS_PER_PULSE; index++) {
      folded[pulse * STEPS_PER_PULSE + index] = triangularMean(envelope, pulses[pulse] + index * step, step);
    }
  }
  return folded;
}

/** Mean of the values around a position, weighted by a triangle that reaches a step, or 1.5 frames, to either side. */
function triangularMean(envelope: Float32Array, position: number, step: number): number {
  const reach = Math.max(step, 1.5);
  let sum = 0;
  let weights = 0;
  const last = Math.min(envelope.length - 1, Math.floor(position + reach));
  for (let frame = Math.max(0, Math.ceil(position - reach)); frame <= last; frame++) {
    const weight = 1 - Math.abs(frame - position) / reach;
    sum += weight * envelope[frame];
    weights += weight;
  }
  return weights > 0 ? sum / weights : 0;
}
