export const JOB_STATUSES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const;

/** `waiting`: kept until a model that it needs is installed. */
export type JobStatus = (typeof JOB_STATUSES)[number];

const FINISHED: readonly JobStatus[] = ['succeeded', 'failed', 'cancelled'];

/** Whether the job will not change any more unless somebody retries it. */
export const isFinished = (status: JobStatus): boolean => FINISHED.includes(status);
