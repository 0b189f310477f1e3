/** Everything that this application keeps in Redis under Bull: one queue, one job name, one payload. */
export const JOBS_QUEUE = 'earshot-jobs';
export const RUN_JOB = 'run';

/** The row in the database is the truth; Redis knows its id only. */
export interface RunJobPayload {
  readonly id: string;
}
