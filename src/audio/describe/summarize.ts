import type { ChannelMinMax } from './peaks.js';

/**
 * Draws `points` pairs from finer ones: point p covers the entries floor(p · n / points) up to floor((p + 1) · n / points), so each
 * entry counts once.
 * @param points at most the number of entries
 */
export function summarize({ min, max }: ChannelMinMax, points: number): ChannelMinMax {
  const minima = new Float32Array(points);
  const maxima = new Float32Array(points);
  for (let point = 0; point < points; point++) {
    const start = Math.floor((point * min.length) / points);
    const end = Math.floor(((point + 1) * min.length) / points);
    let least = Infinity;
    let greatest = -Infinity;
    for (let index = start; index < end; index++) {
      least = Math.min(least, min[index]);
      greatest = Math.max(greatest, max[index]);
    }
    minima[point] = least;
    maxima[point] = greatest;
  }
  return { min: minima, max: maxima };
}

/** What encloses both, entry by entry. */
export const envelope = (one: ChannelMinMax, other: ChannelMinMax): ChannelMinMax => ({
  min: one.min.map((value, index) => Math.min(value, other.min[index])),
  max: one.max.map((value, index) => Math.max(value, other.max[index])),
});
