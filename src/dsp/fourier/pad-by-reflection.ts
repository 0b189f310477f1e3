import { checkInteger } from '../arguments/check-arguments.js';

/** Where a position outside a signal of `length` samples meets it, mirrored at its first and last sample as often as needed. */
export function reflectedPosition(position: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - wrapped;
}

/**
 * Mirrors a signal at its first and last sample (which are not repeated), as often as the padding needs; NumPy's `reflect`.
 * @param padding samples on each side: an integer of 0..16777216
 * @returns `samples.length + 2 · padding` samples, or none for an empty signal
 */
export function padByReflection(samples: Float32Array, padding: number): Float32Array {
  checkInteger('padding', padding, 0, 1 << 24);
  const { length } = samples;
  if (length === 0) return new Float32Array(0);
  return Float32Array.from(
    { length: length + 2 * padding },
    (_, index) => samples[reflectedPosition(index - padding, length)],
  );
}
