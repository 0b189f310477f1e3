/** Where a position outside a signal of `length` samples meets it, mirrored at its first and last sample as often as needed; NumPy's `reflect`. */
export function reflectedPosition(position: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const wrapped = ((position % period) + period) % period;
  return wrapped < length ? wrapped : period - wrapped;
}
