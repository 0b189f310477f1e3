import { type Initialiser, normalOf } from '../../../../src/training/index.js';

/** Level, which says little of what is spoken, is kept small. */
const LEVEL_GAIN = 0.1;
const GAIN = 0.5;
/** Higher coefficients of speech are smaller and are raised, as "liftering" does. */
const LIFTER = 4;
const NOISE = 0.02;
const PATTERNS = [
  [1, 1, 1],
  [-1, 0, 1],
  [-1, 2, -1],
].map((pattern) => pattern.map((value) => value / Math.hypot(...pattern)));

/**
 * First numbers of the first convolution, `[3, bands, outputs]`: cosines over the mel bands, each held, rising and bent in time, which
 * are cepstral coefficients and their changes (Davis and Mermelstein, 1980). From random numbers, which see neighbouring bands as
 * independent and the level above all, a small network takes far longer to hear what is spoken.
 */
export const cepstralFilters: Initialiser = (shape, random) => {
  const [, bands, outputs] = shape;
  const weight = normalOf(NOISE)(shape, random);
  for (let output = 0; output < outputs; output++) {
    const coefficient = Math.floor(output / PATTERNS.length);
    const gain = coefficient === 0 ? LEVEL_GAIN : GAIN * (1 + coefficient / LIFTER);
    PATTERNS[output % PATTERNS.length].forEach((step, tap) => {
      for (let band = 0; band < bands; band++) {
        const cosine = Math.sqrt(2 / bands) * Math.cos((Math.PI * coefficient * (band + 0.5)) / bands);
        weight[(tap * bands + band) * outputs + output] += gain * step * cosine;
      }
    });
  }
  return weight;
};
