import type { TrainingProgress } from './training-progress.js';

/** Time that a training still needs, told from its last report; null when that cannot be told yet. */
export function remainingSeconds(
  progress: Pick<TrainingProgress, 'at' | 'remainingSeconds'> | null,
  now: number,
): number | null {
  const { at, remainingSeconds: remaining } = progress ?? { at: now, remainingSeconds: null };
  return remaining === null ? null : Math.max(0, Math.round(remaining - (now - at) / 1000));
}
