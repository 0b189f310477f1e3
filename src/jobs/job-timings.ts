import type { Environment } from '../config/environment.js';

/** Every span of time in the life of a job, in milliseconds. */
export class JobTimings {
  /** How long a running job belongs to its process after the last heartbeat. */
  leaseMs = 15_000;
  /** Between heartbeats, which also carry progress out and cancellation in. */
  heartbeatMs = 500;
  /** Between looks for due jobs when nothing woke an idle process. */
  pollMs = 1_000;
  /** Between looks for jobs whose process died, that Redis lost, or that wait for a model. */
  sweepMs = 3_000;
  /** How long a queue may take to hand out a due job before it is asked whether it knows it. */
  deliveryMs = 2_000;
  /** Before the second attempt; doubled for each further one. */
  retryDelayMs = 5_000;
  maximumRetryDelayMs = 300_000;
  /** Before a job that waits for a model looks for it again. */
  modelCheckMs = 30_000;
  /** How long an aborted processor may take to end before its job is settled without it. */
  abortGraceMs = 2_000;
  /** How long running jobs may go on when the process is asked to stop. */
  shutdownGraceMs = 20_000;

  static from(environment: Environment): JobTimings {
    const leaseMs = environment.JOB_LEASE_SECONDS * 1000;
    return Object.assign(new JobTimings(), {
      leaseMs,
      heartbeatMs: Math.min(500, leaseMs / 6),
      sweepMs: leaseMs / 5,
      retryDelayMs: environment.JOB_RETRY_DELAY_SECONDS * 1000,
      shutdownGraceMs: environment.SHUTDOWN_GRACE_SECONDS * 1000,
    });
  }
}
