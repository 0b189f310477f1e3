import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { NotFoundError } from '../common/errors/errors.js';
import { pageNewestFirst } from '../common/pagination/newest-first.js';
import type { PageQuery } from '../common/pagination/page.dto.js';
import { type Principal, isAdmin } from '../common/principal/principal.js';
import { JobEntity } from '../jobs/entities/job.entity.js';
import { type FinetuneDetails, type FinetunePage, toFinetuneDetails, toFinetuneResponse } from './dto/finetune.dto.js';
import { FINETUNE_KIND } from './finetune.kind.js';
import { FinetuneEntity } from './entities/finetune.entity.js';

export interface FoundFinetune {
  readonly finetune: FinetuneEntity;
  readonly job: JobEntity;
}

/** Reads fine-tunes with their jobs. */
@Injectable()
export class FinetuneRecords {
  constructor(
    @InjectRepository(FinetuneEntity) private readonly finetunes: Repository<FinetuneEntity>,
    @InjectRepository(JobEntity) private readonly jobs: Repository<JobEntity>,
  ) {}

  /** @throws NotFoundError when there is none, or when it is somebody else's */
  async find(caller: Principal, id: string): Promise<FoundFinetune> {
    const finetune = await this.finetunes.findOneBy(isAdmin(caller) ? { id } : { id, ownerId: caller.id });
    if (finetune === null) throw new NotFoundError(`Fine-tune ${id}`);
    return { finetune, job: await this.jobs.findOneByOrFail({ id: finetune.jobId }) };
  }

  async details(caller: Principal, id: string): Promise<FinetuneDetails> {
    const { finetune, job } = await this.find(caller, id);
    return toFinetuneDetails(finetune, job, await this.queueFor([job]));
  }

  async list(caller: Principal, page: PageQuery): Promise<FinetunePage> {
    const query = this.finetunes.createQueryBuilder('finetune');
    if (!isAdmin(caller)) query.where('finetune.ownerId = :caller', { caller: caller.id });
    const { rows, nextCursor } = await pageNewestFirst(query, page);
    const jobs = await this.jobsOf(rows);
    const queue = await this.queueFor([...jobs.values()]);
    return { items: rows.map((row) => toFinetuneResponse(row, jobs.get(row.jobId)!, queue)), nextCursor };
  }

  /** Those that wait or run: of one user, or of all; those that run first, then in the order of the queue. */
  async unfinished(ownerId: string | null): Promise<FoundFinetune[]> {
    const query = this.finetunes
      .createQueryBuilder('finetune')
      .innerJoin(JobEntity, 'job', `job.id = finetune.jobId AND job.status IN ('queued', 'running', 'waiting')`)
      .orderBy(`job.status = 'running'`, 'DESC')
      .addOrderBy('job.rank')
      .addOrderBy('finetune.createdAt');
    if (ownerId !== null) query.where('finetune.ownerId = :ownerId', { ownerId });
    const rows = await query.getMany();
    const jobs = await this.jobsOf(rows);
    return rows.map((finetune) => ({ finetune, job: jobs.get(finetune.jobId)! }));
  }

  /** Ids of the jobs of all fine-tunes that are queued, in the order in which they will be done; none where none of these jobs is. */
  private async queueFor(jobs: readonly JobEntity[]): Promise<string[]> {
    if (!jobs.some(({ status }) => status === 'queued')) return [];
    const queued = await this.jobs.find({
      select: { id: true },
      where: { kind: FINETUNE_KIND.kind, status: 'queued' },
      order: { rank: 'ASC', createdAt: 'ASC', id: 'ASC' },
    });
    return queued.map(({ id }) => id);
  }

  private async jobsOf(finetunes: readonly FinetuneEntity[]): Promise<Map<string, JobEntity>> {
    const jobs = await this.jobs.findBy({ id: In(finetunes.map(({ jobId }) => jobId)) });
    return new Map(jobs.map((job) => [job.id, job]));
  }
}
