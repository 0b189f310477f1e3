import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { Transaction } from '../../database/transactions.js';
import { JobEntity } from '../entities/job.entity.js';
import { JobDispatcher } from '../queue/job-dispatcher.js';
import type { JobRequest } from '../job-context.js';
import { normaliseOptions, toOptions } from '../registry/job-options.js';
import { JobRegistry, type RegisteredKind } from '../registry/job-registry.js';
import { JobAdmission } from './job-admission.js';
import { toStorableJson } from './storable-json.js';

export interface NewJob {
  readonly kind: string;
  readonly ownerId: string;
  readonly recordingId: string | null;
  /** As the caller sent them. */
  readonly options?: unknown;
  readonly model?: string | null;
  /** Set by the feature that owns a kind which nobody else may start. */
  readonly isInternal?: boolean;
}

/**
 * Start-time fair queuing: a job comes one place after its owner's last unfinished one, but not before the place that is being
 * served now. So the first job of one owner passes the five-hundredth of another, and nobody saves up places by waiting.
 */
const FAIR_RANK = `greatest(
  (SELECT max(rank) + 1 FROM jobs WHERE owner_id = $2 AND status IN ('queued', 'running')),
  (SELECT max(rank) FROM jobs WHERE status = 'running'),
  (SELECT min(rank) FROM jobs WHERE status = 'queued' AND run_at <= now()), 1)`;

/** Writes jobs in the transaction of what causes them and hands them to the queue once that is committed. */
@Injectable()
export class JobCreation {
  constructor(
    private readonly registry: JobRegistry,
    private readonly admission: JobAdmission,
    private readonly dispatcher: JobDispatcher,
  ) {}

  /**
   * Checks a job without making it.
   * @throws InvalidRequestError for an unknown kind or bad options
   */
  check(job: Pick<NewJob, 'kind' | 'options' | 'model' | 'isInternal'>): { kind: RegisteredKind; options: object } {
    const kinds = this.registry.kinds.filter(({ isInternal }) => isInternal === (job.isInternal ?? false));
    const kind = kinds.find((candidate) => candidate.kind === job.kind);
    if (kind === undefined) {
      const names = kinds.map((candidate) => candidate.kind).sort();
      throw InvalidRequestError.forField(
        'kind',
        `must be one of ${names.join(', ')}; GET /v1/analyses/kinds describes them`,
      );
    }
    if (!kind.usesModel && (job.model ?? null) !== null) {
      throw InvalidRequestError.forField('model', `cannot be chosen: the kind "${job.kind}" works without one`);
    }
    return { kind, options: normaliseOptions(kind, job.options) };
  }

  /**
   * Asks also whoever does the work whether it can be done. Not to be called within a transaction.
   * @throws InvalidRequestError as `check`, and what the kind's processor refuses
   */
  async checkRequest(
    job: Pick<NewJob, 'kind' | 'options'> & Pick<JobRequest, 'ownerId' | 'recording' | 'model'>,
  ): Promise<void> {
    const { kind, options } = this.check(job);
    const { ownerId, recording, model } = job;
    await kind.processor.check?.({ ownerId, recording, model, options: toOptions(kind, options) });
  }

  /**
   * @throws InvalidRequestError for an unknown kind or bad options
   * @throws TooManyRequestsError when the queue is full
   */
  async create(transaction: Transaction, job: NewJob): Promise<JobEntity> {
    const { manager } = transaction;
    const { kind, options } = this.check(job);
    await this.admission.admit(manager, job.ownerId);
    const text = toStorableJson(options);
    const [{ id, rank }] = await manager.query<{ id: string; rank: number }[]>(
      `INSERT INTO jobs (kind, owner_id, recording_id, options, model, maximum_attempts, timeout_seconds, options_bytes, rank)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ${FAIR_RANK}) RETURNING id, rank::float8 AS rank`,
      [
        kind.kind,
        job.ownerId,
        job.recordingId,
        text,
        job.model ?? null,
        kind.maxAttempts,
        kind.timeoutSeconds,
        Buffer.byteLength(text),
      ],
    );
    transaction.afterCommit(() => this.dispatcher.dispatch([{ id, fence: 0, rank, delayMs: 0 }]));
    return manager.findOneByOrFail(JobEntity, { id });
  }
}
