/**
 * Percentiles with linear interpolation between neighbours, as NumPy's default, in linear time.
 * @param values at least one number; reordered
 * @param percents each 0..100
 */
export function percentilesInPlace(values: Float32Array, percents: readonly number[]): number[] {
  return percents.map((percent) => {
    const position = (percent / 100) * (values.length - 1);
    const index = Math.floor(position);
    const lower = select(values, index);
    if (index === position) return lower;
    let upper = Infinity;
    for (let right = index + 1; right < values.length; right++) if (values[right] < upper) upper = values[right];
    return lower + (position - index) * (upper - lower);
  });
}

/** Moves the `rank`-th smallest value to `values[rank]`, no greater ones before it and no smaller ones behind (Hoare's quickselect). */
function select(values: Float32Array, rank: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let [low, high] = [left, right];
    while (low <= high) {
      while (values[low] < pivot) low++;
      while (values[high] > pivot) high--;
      if (low > high) break;
      const swapped = values[low];
      values[low++] = values[high];
      values[high--] = swapped;
    }
    if (rank <= high) right = high;
    else if (rank >= low) left = low;
    else break;
  }
  return values[rank];
}
