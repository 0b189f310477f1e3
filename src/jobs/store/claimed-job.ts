/** What a process knows of a job that it may run. */
export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly recordingId: string | null;
  readonly options: object;
  readonly model: string | null;
  readonly attempts: number;
  readonly maximumAttempts: number;
  readonly stalls: number;
  readonly fence: number;
  readonly rank: number;
  readonly timeoutSeconds: number;
  /** Its last attempt ended in waiting for a model. */
  readonly waited: boolean;
}

export const CLAIMED_COLUMNS = `jobs.id, kind, owner_id AS "ownerId", recording_id AS "recordingId", options, model, attempts,
  maximum_attempts AS "maximumAttempts", stalls, fence, rank::float8 AS rank, timeout_seconds AS "timeoutSeconds",
  waited`;
