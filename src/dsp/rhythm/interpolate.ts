/** Value between two neighbours of an array, by a straight line; 0 outside it. */
export function valueAt(values: Float32Array | Float64Array, position: number): number {
  if (!(position >= 0) || position > values.length - 1) return 0;
  const below = Math.floor(position);
  const share = position - below;
  return share === 0 ? values[below] : values[below] * (1 - share) + values[below + 1] * share;
}

/** Where the parabola through a peak and its two neighbours is highest, relative to the peak: -0.5..0.5. */
export function parabolicPeak(before: number, peak: number, after: number): number {
  const curvature = before - 2 * peak + after;
  return curvature < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature))) : 0;
}
