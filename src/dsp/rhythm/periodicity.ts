import { valueAt } from './interpolate.js';

/** Multiples of a period at which a beat's autocorrelation must be high. */
const MULTIPLES = [1, 2, 3, 4];
/** Lags beyond this share of the window rest on too little overlap. */
export const LONGEST_LAG_SHARE = 0.75;

/**
 * Generalised mean (exponent 1/2) of the autocorrelation at 1..4 periods. It asks for all of them, which half-beats and dotted values lack.
 * @param period in steps of the autocorrelation
 * @returns 0..1; 0 for a period that the autocorrelation is too short for
 */
export function periodicity(autocorrelation: Float32Array, period: number): number {
  let sum = 0;
  let count = 0;
  for (const multiple of MULTIPLES) {
    if (multiple * period > LONGEST_LAG_SHARE * autocorrelation.length) break;
    sum += Math.sqrt(Math.max(0, valueAt(autocorrelation, multiple * period)));
    count++;
  }
  return count === 0 ? 0 : (sum / count) ** 2;
}
