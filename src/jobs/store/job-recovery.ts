import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { JobStatus } from '../job-status.js';
import { JobTimings } from '../job-timings.js';
import type { QueuedJob } from '../queue/job-queue.js';
import { updatedRows } from './updated-rows.js';

/** How often a job whose process died is run again. */
const RERUNS_AFTER_STALL = 1;

/** A run that outlives its deadline by this much is not stopped by its own process any more. */
const DEADLINE_SLACK_SECONDS = 30;

const STALLED = JSON.stringify({
  code: 'stalled',
  message:
    'The process that ran the analysis died twice, so it is not tried again. ' +
    'The recording may need more memory than the server has.',
});
const TIMED_OUT = JSON.stringify({ code: 'timed-out', message: 'The analysis did not end within its time.' });

export interface RecoveredJob extends QueuedJob {
  readonly kind: string;
  readonly status: JobStatus;
}

/** Puts right what processes that died have left behind. Every statement may run in many processes at once. */
@Injectable()
export class JobRecovery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly timings: JobTimings,
  ) {}

  /** Takes jobs from processes whose lease ended: back to the queue, or failed when that happened before. */
  recoverStalled(manager: EntityManager): Promise<RecoveredJob[]> {
    return this.recover(manager, 'lease_until < now()');
  }

  /** Takes every running job: only for a process that knows that no other one runs on this database. */
  recoverAll(): Promise<RecoveredJob[]> {
    return this.recover(this.dataSource, 'true');
  }

  private recover(connection: DataSource | EntityManager, condition: string): Promise<RecoveredJob[]> {
    const isPoison = `stalls >= ${RERUNS_AFTER_STALL}`;
    return updatedRows<RecoveredJob>(
      connection,
      `UPDATE jobs SET stalls = stalls + 1, lease_until = NULL, leased_by = NULL, deadline = NULL, run_at = now(),
         status = CASE WHEN cancel_requested_at IS NOT NULL THEN 'cancelled' WHEN ${isPoison} THEN 'failed' ELSE 'queued' END,
         error = CASE WHEN cancel_requested_at IS NULL AND ${isPoison} THEN $1::jsonb END,
         finished_at = CASE WHEN cancel_requested_at IS NOT NULL OR ${isPoison} THEN now() END,
         progress = 0, started_at = CASE WHEN cancel_requested_at IS NOT NULL OR ${isPoison} THEN started_at END
       WHERE id IN (SELECT id FROM jobs WHERE status = 'running' AND ${condition} ORDER BY id FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, status, fence, rank::float8 AS rank, 0 AS "delayMs"`,
      [STALLED],
    );
  }

  /** Ends runs that their own process should have ended long ago. */
  failOverdue(manager: EntityManager): Promise<{ id: string }[]> {
    return updatedRows(
      manager,
      `UPDATE jobs SET status = 'failed', error = $1::jsonb, finished_at = now(), lease_until = NULL, leased_by = NULL
       WHERE id IN (SELECT id FROM jobs WHERE status = 'running'
         AND deadline < now() - ${DEADLINE_SLACK_SECONDS} * interval '1 s' ORDER BY id FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [TIMED_OUT],
    );
  }

  /**
   * Queues one job of each kind and model that waits for a model to see whether it has arrived. When it has, that run wakes the
   * others; when it has not, they were spared the try.
   */
  probeWaiting(manager: EntityManager): Promise<QueuedJob[]> {
    return updatedRows(
      manager,
      `UPDATE jobs SET status = 'queued' WHERE status = 'waiting' AND id IN (
         SELECT DISTINCT ON (kind, model) id FROM jobs WHERE status = 'waiting' AND run_at <= now() ORDER BY kind, model, rank)
       RETURNING id, fence, rank::float8 AS rank, 0 AS "delayMs"`,
      [],
    );
  }

  /** The first jobs, in the order of fairness, that have been due for a moment and that nobody has claimed. */
  listDue(limit: number): Promise<(QueuedJob & { readonly kind: string })[]> {
    return this.dataSource.query(
      `SELECT id, kind, fence, rank::float8 AS rank, 0 AS "delayMs" FROM jobs
       WHERE status = 'queued' AND run_at < now() - $1 * interval '1 ms' ORDER BY rank, created_at, id LIMIT $2`,
      [this.timings.deliveryMs, limit],
    );
  }

  /** Forgets pieces of results of jobs that ended long enough ago for every listener to have them. */
  async pruneEvents(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM job_events USING jobs WHERE jobs.id = job_events.job_id
         AND job_events.created_at < now() - interval '1 hour' AND jobs.finished_at < now() - interval '1 hour'`,
    );
  }
}
