import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { ApplicationError } from '../common/errors/application-error.js';
import { ConflictError, ForbiddenError, InvalidRequestError, NotFoundError } from '../common/errors/errors.js';
import { pageNewestFirst } from '../common/pagination/newest-first.js';
import { type Principal, isAdmin } from '../common/principal/principal.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { RequestedRecording } from '../jobs/job-context.js';
import { JobEntity } from '../jobs/entities/job.entity.js';
import { isFinished, JOB_STATUSES } from '../jobs/job-status.js';
import { JobRegistry } from '../jobs/registry/job-registry.js';
import { JobControl } from '../jobs/store/job-control.js';
import { JobCreation } from '../jobs/store/job-creation.js';
import { AnalysisWaitsError } from './analysis-waits-error.js';
import { KeptAnalyses } from './kept-analyses.js';
import type { AnalysesQuery } from './dto/analyses-query.dto.js';
import {
  type AnalysisPage,
  type AnalysisResponse,
  type AnalysisSummary,
  toAnalysisResponse,
  toAnalysisSummary,
} from './dto/analysis.dto.js';

/** All but the result and long options, which may be large. */
const SUMMARY_COLUMNS = [
  'id',
  'recordingId',
  'kind',
  'briefOptions',
  'status',
  'progress',
  'attempts',
  'model',
  'resultModel',
  'error',
  'createdAt',
  'startedAt',
  'finishedAt',
] as const satisfies readonly (keyof JobEntity)[];

/** Analyses that are shown with their recording: as many as can be asked for when it is created. */
const MOST_EMBEDDED = 20;
const RANKED = `SELECT id, row_number() OVER (PARTITION BY recording_id ORDER BY created_at DESC, id DESC) AS place
  FROM jobs WHERE recording_id = ANY(:recordingIds)`;

/** What is shown of a recording's analyses together with it. */
export interface NewestAnalyses {
  readonly analyses: AnalysisSummary[];
  /** Whether there are older ones. */
  readonly hasMore: boolean;
}

export interface NewAnalysis {
  readonly recording: { readonly id: string; readonly ownerId: string };
  readonly kind: string;
  readonly options?: object;
  readonly model?: string;
}

/** Analyses as people and other features see them: jobs about recordings. */
@Injectable()
export class AnalysesService {
  constructor(
    @InjectRepository(JobEntity) private readonly jobs: Repository<JobEntity>,
    private readonly transactions: Transactions,
    private readonly creation: JobCreation,
    private readonly control: JobControl,
    private readonly registry: JobRegistry,
    private readonly kept: KeptAnalyses,
  ) {}

  /**
   * Asks for an analysis in the transaction of its cause; it is handed to the queue when that commits.
   * @throws InvalidRequestError for an unknown kind or bad options
   * @throws TooManyRequestsError when too many jobs wait
   */
  async create(transaction: Transaction, { recording, ...analysis }: NewAnalysis): Promise<AnalysisResponse> {
    const job = await this.creation.create(transaction, {
      ...analysis,
      ownerId: recording.ownerId,
      recordingId: recording.id,
    });
    return toAnalysisResponse(job);
  }

  /**
   * How to ask for an analysis by a request that may come again while its model is missing: the one that is kept is then answered, and no second one
   * made. Not to be called within a transaction, as opposed to what it answers, which gives the id of the analysis.
   */
  async requester(analysis: NewAnalysis): Promise<(transaction: Transaction) => Promise<string>> {
    const { kind, recording, model = null } = analysis;
    const missing = await this.kept.missingModelOf({ kind, ownerId: recording.ownerId, model });
    return async (transaction) => {
      const kept = missing && (await this.kept.find(transaction, analysis));
      return kept ?? (await this.create(transaction, analysis)).id;
    };
  }

  /** @throws InvalidRequestError for an unknown kind or bad options, as `create` would */
  check(analysis: Pick<NewAnalysis, 'kind' | 'options' | 'model'>): void {
    this.creation.check(analysis);
  }

  /**
   * What speaks against an analysis, found before anything is written. It is answered and not thrown, for a request that is sent again under its
   * idempotency key gets what it got, whatever has become of the model. Not to be called within a transaction.
   */
  async refusalOf(
    recording: RequestedRecording & { readonly ownerId: string },
    { kind, options, model = null }: Pick<NewAnalysis, 'kind' | 'options'> & { readonly model?: string | null },
  ): Promise<ApplicationError | undefined> {
    try {
      await this.creation.checkRequest({ kind, options, model, recording, ownerId: recording.ownerId });
      return undefined;
    } catch (error) {
      if (error instanceof ApplicationError) return error;
      throw error;
    }
  }

  /** The newest analyses of each of these recordings, at most 20, oldest first. */
  async listForRecordings(recordingIds: readonly string[]): Promise<Map<string, NewestAnalyses>> {
    if (recordingIds.length === 0) return new Map();
    const jobs = await this.jobs
      .createQueryBuilder('job')
      .select(SUMMARY_COLUMNS.map((column) => `job.${column}`))
      .where(`job.id IN (SELECT id FROM (${RANKED}) ranked WHERE place <= :most)`, { most: MOST_EMBEDDED + 1 })
      .setParameter('recordingIds', [...recordingIds])
      .orderBy('job.createdAt')
      .addOrderBy('job.id')
      .getMany();
    const found = new Map<string, JobEntity[]>(recordingIds.map((id) => [id, []]));
    for (const job of jobs) found.get(job.recordingId!)!.push(job);
    return new Map(
      [...found].map(([id, own]) => [
        id,
        { analyses: own.slice(-MOST_EMBEDDED).map(toAnalysisSummary), hasMore: own.length > MOST_EMBEDDED },
      ]),
    );
  }

  /** The analyses of a kind that are to be done on a recording, or are being done, oldest first. */
  async listUnfinished(recordingId: string, kind: string): Promise<AnalysisSummary[]> {
    const jobs = await this.jobs.find({
      select: Object.fromEntries(SUMMARY_COLUMNS.map((column) => [column, true])),
      where: { recordingId, kind, status: In(JOB_STATUSES.filter((status) => !isFinished(status))) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return jobs.map(toAnalysisSummary);
  }

  /** The newest analysis of a kind that succeeded, with its result, of each of these recordings that has one. */
  async newestResults(kind: string, recordingIds: readonly string[]): Promise<Map<string, AnalysisResponse>> {
    if (recordingIds.length === 0) return new Map();
    const jobs = await this.jobs
      .createQueryBuilder('job')
      .distinctOn(['job.recordingId'])
      .where('job.recordingId IN (:...recordingIds)', { recordingIds })
      .andWhere(`job.kind = :kind AND job.status = 'succeeded'`, { kind })
      .orderBy('job.recordingId')
      .addOrderBy('job.createdAt', 'DESC')
      .addOrderBy('job.id', 'DESC')
      .getMany();
    return new Map(jobs.map((job) => [job.recordingId!, toAnalysisResponse(job)]));
  }

  /** To be called in the transaction that deletes a recording: its analyses go with it, those that run are stopped. */
  cancelForRecording(transaction: Transaction, recordingId: string): Promise<void> {
    return this.control.releaseRecording(transaction, recordingId);
  }

  async get(principal: Principal, id: string): Promise<AnalysisResponse> {
    return toAnalysisResponse(await this.find(principal, id));
  }

  /**
   * What who has asked for an analysis is answered.
   * @throws AnalysisWaitsError when it is kept, but no model for it is installed
   */
  async acknowledge(principal: Principal, id: string): Promise<AnalysisResponse> {
    const job = await this.find(principal, id);
    const missing = isFinished(job.status) ? undefined : await this.kept.missingModelOf(job);
    if (missing !== undefined) throw new AnalysisWaitsError(missing, id);
    return toAnalysisResponse(job);
  }

  /** @throws ForbiddenError when a user asks for those of others, InvalidRequestError for a kind that there is not */
  async list(principal: Principal, query: AnalysesQuery): Promise<AnalysisPage> {
    const { recordingId, kind, status, owner } = query;
    this.assertKind(kind);
    if (owner !== undefined && owner !== principal.id && !isAdmin(principal)) {
      throw new ForbiddenError('Only administrators list the analyses of others.');
    }
    const ownerId = isAdmin(principal) ? owner : principal.id;
    const list = this.jobs.createQueryBuilder('job').select(SUMMARY_COLUMNS.map((column) => `job.${column}`));
    for (const [column, value] of Object.entries({ ownerId, recordingId, kind, status })) {
      if (value !== undefined) list.andWhere(`job.${column} = :${column}`, { [column]: value });
    }
    const { rows, nextCursor } = await pageNewestFirst(list, query);
    return { items: rows.map(toAnalysisSummary), nextCursor };
  }

  async cancel(principal: Principal, id: string): Promise<AnalysisResponse> {
    await this.assertVisible(principal, id);
    await this.control.cancel(id);
    return this.get(principal, id);
  }

  async retry(principal: Principal, id: string): Promise<AnalysisResponse> {
    const job = await this.find(principal, id);
    if (this.registry.find(job.kind)?.isInternal === true) {
      throw new ConflictError(
        'not-retryable',
        `A job of the kind "${job.kind}" is tried again by the route that started it.`,
      );
    }
    await this.transactions.run((transaction) => this.control.retry(transaction, job));
    return this.get(principal, id);
  }

  /** @throws NotFoundError when there is no such analysis or it is somebody else's */
  async assertVisible(principal: Principal, id: string): Promise<void> {
    const job = await this.jobs.findOne({ select: { id: true, ownerId: true }, where: { id } });
    this.visible(principal, job);
  }

  private assertKind(kind: string | undefined): void {
    if (kind === undefined || this.registry.find(kind) !== undefined) return;
    throw InvalidRequestError.forField('kind', `must be one of ${this.registry.names.sort().join(', ')}`);
  }

  private async find(principal: Principal, id: string): Promise<JobEntity> {
    return this.visible(principal, await this.jobs.findOneBy({ id }));
  }

  private visible(principal: Principal, job: JobEntity | null): JobEntity {
    if (job === null || (job.ownerId !== principal.id && !isAdmin(principal))) throw new NotFoundError('The analysis');
    return job;
  }
}
