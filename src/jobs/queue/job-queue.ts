/** What a queue needs to know to hand a job out: which one, how early, and not before when. */
export interface QueuedJob {
  readonly id: string;
  readonly fence: number;
  readonly rank: number;
  readonly delayMs: number;
}

/** A job that was claimed and is being run. */
export interface StartedJob {
  /** Settles when the job's slot is free again; never rejects. */
  readonly done: Promise<void>;
}

/**
 * Claims a job and starts it: the one with this id, or without an id the first due one.
 * @returns `undefined` when there was nothing to claim
 */
export type TakeJob = (id?: string) => Promise<StartedJob | undefined>;

/**
 * Decides which job a free slot gets next, and nothing else: claims, leases, retries and results live on the job's row and are
 * the same for every queue. A queue may lose jobs or hand one out twice; the row makes up for both.
 */
export abstract class JobQueue {
  /** Makes jobs known that are queued in the database. */
  abstract offer(jobs: readonly QueuedJob[]): Promise<void>;

  /** Finds queued jobs that this queue does not know and offers them. @returns their kinds, one for each job */
  abstract reconcile(): Promise<readonly string[]>;

  /** Hands jobs to `take`, up to `slots` at a time, until `stop`. */
  abstract start(slots: number, take: TakeJob): Promise<void>;

  /** Hands out no further job. Jobs under way go on. */
  abstract stop(): Promise<void>;

  /** Whether jobs can be handed out now. */
  abstract isReady(): Promise<boolean>;
}
