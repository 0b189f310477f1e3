/** Pauses longer than this are taken for something else than labelling. */
export const DEFAULT_IDLE_SECONDS = 300;

/**
 * Time that somebody worked: the sum of the gaps between neighbouring actions, leaving out those that are longer than the idle threshold.
 * @param instants milliseconds since 1970, in any order
 * @param idleSeconds a gap that is exactly as long still counts
 * @returns seconds, to the millisecond; 0 for fewer than two actions
 */
export function estimateSeconds(instants: readonly number[], idleSeconds = DEFAULT_IDLE_SECONDS): number {
  const sorted = Float64Array.from(instants).sort();
  let milliseconds = 0;
  for (let index = 1; index < sorted.length; index++) {
    const gap = sorted[index] - sorted[index - 1];
    if (gap <= idleSeconds * 1000) milliseconds += gap;
  }
  return Math.round(milliseconds) / 1000;
}
