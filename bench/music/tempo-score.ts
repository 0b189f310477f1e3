import type { Score } from './score-table.js';

const TOLERANCE = 0.04;
const FACTORS = [1, 2, 3, 1 / 2, 1 / 3];

/** Accuracy 1: within 4 % of the label. Accuracy 2: the same, or within 4 % of its 2-fold, 3-fold, half or third. */
export function scoreTempo(estimate: number | null, label: number): Score {
  const fits = (factor: number): boolean =>
    estimate !== null && Math.abs(estimate - label * factor) <= TOLERANCE * label * factor;
  return { strict: Number(fits(1)), tolerant: Number(FACTORS.some(fits)) };
}
