import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConflictError } from '../../common/errors/errors.js';
import type { Transaction } from '../../database/transactions.js';
import { JobAbortedError } from '../job-errors.js';
import { JobSignals } from '../job-signals.js';
import type { JobStatus } from '../job-status.js';
import { JobDispatcher } from '../queue/job-dispatcher.js';
import type { QueuedJob } from '../queue/job-queue.js';
import { JobAdmission } from './job-admission.js';
import { updatedRows } from './updated-rows.js';

const QUEUED_COLUMNS = `id, fence, rank::float8 AS rank, 0 AS "delayMs"`;

/** What people and other features may do to a job that exists. */
@Injectable()
export class JobControl {
  constructor(
    private readonly dataSource: DataSource,
    private readonly admission: JobAdmission,
    private readonly dispatcher: JobDispatcher,
    private readonly signals: JobSignals,
  ) {}

  /**
   * Cancels a job: at once when it waits, within seconds when it runs, in whichever process that is.
   * @throws ConflictError when it has succeeded or failed already
   */
  async cancel(id: string): Promise<void> {
    const [changed] = await updatedRows<{ status: JobStatus }>(
      this.dataSource,
      `UPDATE jobs SET
         cancel_requested_at = coalesce(cancel_requested_at, now()),
         status = CASE WHEN status = 'running' THEN status ELSE 'cancelled' END,
         error = CASE WHEN status = 'running' THEN error END,
         finished_at = CASE WHEN status = 'running' THEN NULL ELSE now() END
       WHERE id = $1 AND status IN ('queued', 'waiting', 'running') RETURNING status`,
      [id],
    );
    if (changed === undefined) await this.refuseUnlessCancelled(id);
    else if (changed.status === 'running') this.signals.cancelRequested.next(id);
    this.signals.changed.next(id);
  }

  private async refuseUnlessCancelled(id: string): Promise<void> {
    const [job] = await this.dataSource.query<{ status: JobStatus }[]>(`SELECT status FROM jobs WHERE id = $1`, [id]);
    if (job === undefined || job.status === 'cancelled') return;
    throw new ConflictError('already-finished', `The analysis has ${job.status} already; it cannot be cancelled.`);
  }

  /**
   * Queues a job again that failed or was cancelled, or that waits for a model; it gets its full number of attempts.
   * @throws ConflictError in any other state
   * @throws TooManyRequestsError when the queue is full
   */
  async retry(transaction: Transaction, { id, ownerId }: { id: string; ownerId: string }): Promise<void> {
    await this.admission.admit(transaction.manager, ownerId);
    const [queued] = await updatedRows<QueuedJob>(
      transaction.manager,
      `UPDATE jobs SET status = 'queued', attempts = 0, stalls = 0, progress = 0, run_at = now(), error = NULL,
         cancel_requested_at = NULL, started_at = NULL, finished_at = NULL
       WHERE id = $1 AND status IN ('failed', 'cancelled', 'waiting') RETURNING ${QUEUED_COLUMNS}`,
      [id],
    );
    if (queued === undefined) {
      throw new ConflictError(
        'not-retryable',
        'Only an analysis that failed, was cancelled or is waiting can be retried.',
      );
    }
    transaction.afterCommit(() => {
      this.signals.changed.next(id);
      this.dispatcher.dispatch([queued]);
    });
  }

  /** Queues every job that waits for a model of this kind; called when one was installed. */
  async wakeWaiting(kind: string): Promise<void> {
    this.dispatcher.dispatch(
      await updatedRows<QueuedJob>(
        this.dataSource,
        `UPDATE jobs SET status = 'queued', error = NULL, run_at = now() WHERE kind = $1 AND status = 'waiting' RETURNING ${QUEUED_COLUMNS}`,
        [kind],
      ),
    );
  }

  /** Queues the jobs whose wait is over: any model of the task will do, or the one that they name is there. */
  async wakeServed(installed: readonly { readonly task: string; readonly name: string }[]): Promise<void> {
    if (installed.length === 0) return;
    const woken = await updatedRows<QueuedJob>(
      this.dataSource,
      `UPDATE jobs SET status = 'queued', error = NULL, run_at = now() WHERE id IN (
         SELECT jobs.id FROM jobs JOIN unnest($1::text[], $2::text[]) AS installed(task, name)
           ON installed.task = jobs.error->'waitingFor'->>'task'
           AND installed.name = coalesce(jobs.error->'waitingFor'->>'model', installed.name)
         WHERE jobs.status = 'waiting' ORDER BY jobs.id)
       AND status = 'waiting' RETURNING ${QUEUED_COLUMNS}`,
      [installed.map(({ task }) => task), installed.map(({ name }) => name)],
    );
    for (const { id } of woken) this.signals.changed.next(id);
    this.dispatcher.dispatch(woken);
  }

  /**
   * Keeps a running job from being cancelled until the transaction ends: what it writes is then either there as a whole or not at all.
   * @throws JobAbortedError when somebody has cancelled it, or when it was deleted
   */
  async holdAgainstCancel({ manager }: Transaction, id: string): Promise<void> {
    const [job] = await manager.query<{ isCancelled: boolean }[]>(
      `SELECT cancel_requested_at IS NOT NULL AS "isCancelled" FROM jobs WHERE id = $1 AND status = 'running' FOR UPDATE`,
      [id],
    );
    if (job === undefined) throw new JobAbortedError('lost');
    if (job.isCancelled) throw new JobAbortedError('cancelled');
  }

  /** To be called in the transaction that deletes a recording: its jobs go with it, and those that run are told to stop. */
  releaseRecording(transaction: Transaction, recordingId: string): Promise<void> {
    return this.release(transaction, 'recording_id', recordingId);
  }

  /** The same in the transaction that deletes an account. */
  releaseOwner(transaction: Transaction, ownerId: string): Promise<void> {
    return this.release(transaction, 'owner_id', ownerId);
  }

  /** The rows are locked in the order in which heartbeats lock them, so that the two cannot wait for each other in a ring. */
  private async release(transaction: Transaction, column: 'recording_id' | 'owner_id', id: string): Promise<void> {
    const jobs = await transaction.manager.query<{ id: string }[]>(
      `SELECT id FROM jobs WHERE ${column} = $1 ORDER BY id FOR UPDATE`,
      [id],
    );
    transaction.afterCommit(() => {
      for (const { id } of jobs) {
        this.signals.cancelRequested.next(id);
        this.signals.changed.next(id);
      }
    });
  }
}
