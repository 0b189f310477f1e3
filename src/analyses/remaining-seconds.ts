import type { JobEntity } from '../jobs/entities/job.entity.js';

/** Below this share of the work its speed says nothing yet. */
const LEAST_PROGRESS = 0.02;

/** Time that the current attempt still needs if it goes on as so far; null when that cannot be told. */
export function remainingSeconds(
  { status, progress, startedAt }: Pick<JobEntity, 'status' | 'progress' | 'startedAt'>,
  now: Date,
): number | null {
  if (status !== 'running' || startedAt === null || progress < LEAST_PROGRESS) return null;
  const elapsedSeconds = Math.max(0, now.getTime() - startedAt.getTime()) / 1000;
  return Math.round(((elapsedSeconds * (1 - progress)) / progress) * 10) / 10;
}
