import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Transactions } from '../../database/transactions.js';
import type { JobStatus } from '../job-status.js';
import { JobTimings } from '../job-timings.js';
import { JobRegistry } from '../registry/job-registry.js';
import { CLAIMED_COLUMNS, type ClaimedJob } from './claimed-job.js';
import { type Settlement, toColumns } from './settlement.js';
import { updatedRows } from './updated-rows.js';

/** Where a run stands, as told with each heartbeat. */
export interface Heartbeat {
  readonly id: string;
  readonly fence: number;
  readonly progress: number;
}

export interface RenewedLease {
  readonly id: string;
  readonly cancelRequested: boolean;
}

/** Clocks of the database and of Redis differ: a delivery may come a little before its row is due. */
const DELIVERY_SLACK_MS = 1_000;

/** Whether the last attempt ended in waiting for a model. */
const WAITED = `coalesce(error->>'code' = 'model-not-installed', false) AS waited`;

/** A job that somebody wants to have cancelled does not go back to the queue. */
const NEXT_STATUS = `CASE WHEN $3 IN ('queued', 'waiting') AND cancel_requested_at IS NOT NULL THEN 'cancelled' ELSE $3 END`;

/**
 * Who may run a job. A claim gives it to this process for the length of the lease, heartbeats extend that, and every write is
 * fenced: it succeeds only for the claim that it was made under, so that a process which was thought dead changes nothing.
 */
@Injectable()
export class JobLeases {
  readonly holder = randomUUID();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
    private readonly timings: JobTimings,
  ) {}

  /** Claims the first due job of these kinds in the order of fairness. */
  claimNext(kinds: readonly string[] = this.registry.names): Promise<ClaimedJob | undefined> {
    return this.claim(
      kinds,
      `SELECT id, ${WAITED} FROM jobs WHERE status = 'queued' AND run_at <= now() AND kind = ANY($3)
       ORDER BY rank, created_at, id FOR UPDATE SKIP LOCKED LIMIT 1`,
      [],
    );
  }

  /** Claims this job, unless it is of another kind, runs already, is finished, is not due or is gone. */
  claimById(id: string, kinds: readonly string[] = this.registry.names): Promise<ClaimedJob | undefined> {
    return this.claim(
      kinds,
      `SELECT id, ${WAITED} FROM jobs WHERE id = $4 AND status = 'queued' AND kind = ANY($3)
       AND run_at <= now() + ${DELIVERY_SLACK_MS} * interval '1 ms' FOR UPDATE SKIP LOCKED`,
      [id],
    );
  }

  private async claim(
    kinds: readonly string[],
    candidate: string,
    parameters: readonly string[],
  ): Promise<ClaimedJob | undefined> {
    const [job] = await updatedRows<ClaimedJob>(
      this.dataSource,
      // A run that has begun waits for nothing: what it waited for is told no more.
      `WITH due AS MATERIALIZED (${candidate})
       UPDATE jobs SET status = 'running', error = CASE WHEN due.waited THEN NULL ELSE error END, attempts = attempts + 1, fence = fence + 1, progress = 0, leased_by = $1,
         lease_until = now() + $2 * interval '1 ms', started_at = now(), deadline = now() + timeout_seconds * interval '1 s'
       FROM due WHERE jobs.id = due.id RETURNING ${CLAIMED_COLUMNS}`,
      [this.holder, this.timings.leaseMs, kinds, ...parameters],
    );
    return job;
  }

  /**
   * Extends the leases of these runs and keeps their progress.
   * @returns the runs that still hold their job; one that is missing has lost it
   */
  renew(runs: readonly Heartbeat[]): Promise<RenewedLease[]> {
    return updatedRows<RenewedLease>(
      this.dataSource,
      // Rows are locked in the order of their ids, as a deletion does it, so that the two never wait for each other in a ring.
      `WITH held AS (
         SELECT jobs.id, run.progress FROM jobs
         JOIN unnest($1::uuid[], $2::int[], $3::float8[]) AS run(id, fence, progress)
           ON run.id = jobs.id AND run.fence = jobs.fence
         WHERE jobs.status = 'running' ORDER BY jobs.id FOR UPDATE OF jobs)
       UPDATE jobs SET lease_until = now() + $4 * interval '1 ms', progress = greatest(jobs.progress, held.progress)
       FROM held WHERE jobs.id = held.id
       RETURNING jobs.id, jobs.cancel_requested_at IS NOT NULL AS "cancelRequested"`,
      [
        runs.map(({ id }) => id),
        runs.map(({ fence }) => fence),
        runs.map(({ progress }) => progress),
        this.timings.leaseMs,
      ],
    );
  }

  /** Keeps pieces of a result for listeners. @param partials JSON texts, oldest first */
  async addPartials({ id, fence }: ClaimedJob, partials: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO job_events (job_id, fence, type, data)
       SELECT jobs.id, jobs.fence, 'partial', partial.data::json
       FROM jobs, unnest($3::text[]) WITH ORDINALITY AS partial(data, position)
       WHERE jobs.id = $1 AND jobs.fence = $2 AND jobs.status = 'running' ORDER BY partial.position`,
      [id, fence, partials],
    );
  }

  /** @returns the status that the job has now; `undefined` when this run had lost it and nothing was written */
  settle(job: ClaimedJob, settlement: Settlement): Promise<JobStatus | undefined> {
    const storeWith = settlement.type === 'succeeded' ? settlement.storeWith : undefined;
    if (storeWith === undefined) return this.write(this.dataSource, job, settlement);
    return this.transactions.run(async (transaction) => {
      const status = await this.write(transaction.manager, job, settlement);
      if (status !== undefined) await storeWith(transaction);
      return status;
    });
  }

  private async write(
    connection: DataSource | EntityManager,
    { id, fence }: ClaimedJob,
    settlement: Settlement,
  ): Promise<JobStatus | undefined> {
    const { status, result, model, error, uncounted, delayMs } = toColumns(settlement);
    const [row] = await updatedRows<{ status: JobStatus }>(
      connection,
      `UPDATE jobs SET status = ${NEXT_STATUS}, result = $4::json, result_model = $5,
         error = CASE WHEN $3 = 'queued' THEN coalesce($6::jsonb, error) ELSE $6::jsonb END,
         progress = CASE WHEN $3 = 'succeeded' THEN 1 WHEN $3 IN ('queued', 'waiting') THEN 0 ELSE progress END,
         attempts = attempts - $7::int, run_at = now() + $8 * interval '1 ms',
         started_at = CASE WHEN ${NEXT_STATUS} IN ('queued', 'waiting') THEN NULL ELSE started_at END,
         finished_at = CASE WHEN ${NEXT_STATUS} IN ('queued', 'waiting') THEN NULL ELSE now() END,
         lease_until = NULL, leased_by = NULL, deadline = NULL
       WHERE id = $1 AND fence = $2 AND status = 'running' RETURNING status`,
      [id, fence, status, result, model, error, uncounted, delayMs],
    );
    return row?.status;
  }
}
