import { checkInteger } from '../arguments/check-arguments.js';

/**
 * Mean of the `length` values around each value; at the ends, of those that exist.
 * @param length an odd integer of 1 or more; an even one is taken as one more
 */
function movingMean(values: Float32Array, length: number): Float32Array {
  checkInteger('length', length, 1, Number.MAX_SAFE_INTEGER);
  const half = Math.floor(length / 2);
  const means = new Float32Array(values.length);
  let sum = 0;
  for (let index = 0; index < Math.min(half, values.length); index++) sum += values[index];
  for (let index = 0; index < values.length; index++) {
    if (index + half < values.length) sum += values[index + half];
    if (index - half > 0) sum -= values[index - half - 1];
    const count = Math.min(index + half, values.length - 1) - Math.max(index - half, 0) + 1;
    means[index] = sum / count;
  }
  return means;
}

/** What stands out of its surroundings: the values less their moving mean, and 0 where they are below it. */
export function aboveMovingMean(values: Float32Array, length: number): Float32Array {
  const means = movingMean(values, length);
  return values.map((value, index) => Math.max(0, value - means[index]));
}
