import { percentiles } from '../../dsp/levels/percentile.js';

/** Levels that become black and white, dB. */
export interface LevelRange {
  readonly lowest: number;
  readonly highest: number;
}

const LOW_PERCENT = 0.01;
const HIGH_PERCENT = 99.99;
const SMALLEST_RANGE = 1e-12;

/** The range that leaves out one value in 10,000 at either end: a single click or gap does not make the rest pale. */
export function usualRange(levels: Float32Array): LevelRange {
  const [lowest, highest] = percentiles(levels, [LOW_PERCENT, HIGH_PERCENT]);
  return { lowest, highest };
}

/** A soft-sign rescaled to 0..1, which spreads the middle: `r / (1 + |r|) + 0.5` with `r = 2 · (x − 0.5)`. */
export function contrastCurve(x: number): number {
  const r = 2 * (x - 0.5);
  return r / (1 + Math.abs(r)) + 0.5;
}

/** How bright a level is, 0..1. */
export function intensity(level: number, { lowest, highest }: LevelRange): number {
  const x = (level - lowest) / Math.max(highest - lowest, SMALLEST_RANGE);
  return contrastCurve(x < 0 ? 0 : x > 1 ? 1 : x);
}

/** Levels to 8-bit grey. */
export function toGrey(levels: Float32Array, range: LevelRange): Uint8Array {
  const grey = new Uint8Array(levels.length);
  for (let index = 0; index < levels.length; index++) grey[index] = 255 * intensity(levels[index], range);
  return grey;
}
