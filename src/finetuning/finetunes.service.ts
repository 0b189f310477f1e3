import { Injectable } from '@nestjs/common';
import { AnalysesService } from '../analyses/analyses.service.js';
import { ConflictError, NotFoundError } from '../common/errors/errors.js';
import type { PageQuery } from '../common/pagination/page.dto.js';
import type { Principal } from '../common/principal/principal.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import { JobControl } from '../jobs/store/job-control.js';
import { JobCreation } from '../jobs/store/job-creation.js';
import { ModelsService } from '../models/models.service.js';
import type { FinetuneHead } from './dto/create-finetune.dto.js';
import type { FinetuneDetails, FinetunePage } from './dto/finetune.dto.js';
import { FinetuneEntity, type FinetuneSource } from './entities/finetune.entity.js';
import { FINETUNE_KIND } from './finetune.kind.js';
import { FinetuneDirectories } from './finetune-directories.js';
import { FinetuneRecords } from './finetune-records.js';
import { FinetuneOptions } from './dto/finetune-options.dto.js';
import { remainingSeconds } from './progress/remaining-seconds.js';
import type { TrainingSummary } from './training-set/assemble-training-set.js';

/** A training set that lies in its directory, and what is to be done with it. */
export interface PreparedFinetune {
  /** Of the directory, and then of the fine-tune. */
  readonly id: string;
  readonly head: FinetuneHead;
  readonly trainingSet: TrainingSummary;
  readonly sources: readonly FinetuneSource[];
}

/** A fine-tune that is not done, in the words of a queue. */
export interface QueuedFinetune {
  readonly ownerId: string;
  readonly name: string;
  readonly status: 'queuing' | 'training';
  /** Null unless it can be told. */
  readonly etaSeconds: number | null;
}

/** Trainings of models: starting, reading, cancelling, trying again. */
@Injectable()
export class FinetunesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: FinetuneRecords,
    private readonly analyses: AnalysesService,
    private readonly creation: JobCreation,
    private readonly control: JobControl,
    private readonly models: ModelsService,
    private readonly directories: FinetuneDirectories,
  ) {}

  /**
   * Writes a fine-tune, the row of its model and its job in one transaction.
   * @throws ConflictError when the name is taken, NotFoundError when there is no such base, TooManyRequestsError when the queue is full
   */
  async create(caller: Principal, { id, head, trainingSet, sources }: PreparedFinetune): Promise<FinetuneDetails> {
    const resolved = await this.models.resolve(caller, 'segmentation', head.baseModel);
    const base = { name: resolved.name, version: resolved.version, ...(resolved.id !== null && { id: resolved.id }) };
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const job = await this.creation.create(transaction, {
        kind: FINETUNE_KIND.kind,
        ownerId: caller.id,
        recordingId: null,
        options: { finetuneId: id },
        isInternal: true,
      });
      const model = {
        ownerId: caller.id,
        name: head.name,
        task: 'segmentation',
        base: resolved,
        jobId: job.id,
      } as const;
      const { id: modelId, name } = await this.models.reserve(transaction, model);
      await manager.insert(FinetuneEntity, {
        id,
        ownerId: caller.id,
        jobId: job.id,
        modelId,
        name,
        base,
        options: { ...(head.options ?? new FinetuneOptions()) },
        sources: [...sources],
        trainingSet,
      });
    });
    return this.get(caller, id);
  }

  list(caller: Principal, page: PageQuery): Promise<FinetunePage> {
    return this.records.list(caller, page);
  }

  get(caller: Principal, id: string): Promise<FinetuneDetails> {
    return this.records.details(caller, id);
  }

  /** Its job, whose events can be followed. @throws NotFoundError when it is somebody else's */
  async jobIdOf(caller: Principal, id: string): Promise<string> {
    return (await this.records.find(caller, id)).job.id;
  }

  /** The name is free again at once or, when it runs, when that has ended. */
  async cancel(caller: Principal, id: string): Promise<FinetuneDetails> {
    await this.analyses.cancel(caller, await this.jobIdOf(caller, id));
    return this.get(caller, id);
  }

  /**
   * Queues a fine-tune again that failed or was cancelled; it goes on from its last checkpoint.
   * @throws ConflictError in any other state, when its name was given to another model, or when its training set was cleaned away
   */
  async retry(caller: Principal, id: string): Promise<FinetuneDetails> {
    const { finetune, job } = await this.records.find(caller, id);
    if (!['failed', 'cancelled', 'waiting'].includes(job.status)) {
      throw new ConflictError(
        'not-retryable',
        `The fine-tune is ${job.status}; only one that failed or was cancelled is tried again.`,
      );
    }
    if (!(await this.directories.has(id))) {
      throw new ConflictError(
        'training-set-gone',
        'Its training set was cleaned away a week after it ended; send it again.',
      );
    }
    const { ownerId, name, base } = finetune;
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const held = { id: base.id ?? null, name: base.name, version: base.version };
      const model = { ownerId, name, task: 'segmentation', base: held, jobId: job.id } as const;
      // First: an unfinished job would hold the name against itself.
      if (job.status !== 'waiting') {
        const { id: modelId } = await this.models.reserve(transaction, model);
        await manager.update(FinetuneEntity, { id }, { modelId });
      }
      await this.control.retry(transaction, job);
    });
    return this.get(caller, id);
  }

  /** What waits and runs, in the order in which it will be done: of the caller, or for administrators of everybody. */
  async queue(caller: Pick<Principal, 'id' | 'role'>): Promise<QueuedFinetune[]> {
    const found = await this.records.unfinished(caller.role === 'admin' ? null : caller.id);
    return found.map(({ finetune: { ownerId, name, progress }, job: { status } }) => ({
      ownerId,
      name,
      status: status === 'running' ? 'training' : 'queuing',
      etaSeconds: status === 'running' ? remainingSeconds(progress, Date.now()) : null,
    }));
  }

  /** Part of deleting an account: its trainings stop, and what lies outside the database goes when its transaction commits. */
  async deleteAllOf(ownerId: string, transaction: Transaction): Promise<void> {
    const finetunes = await transaction.manager.find(FinetuneEntity, { select: { id: true }, where: { ownerId } });
    await this.control.releaseOwner(transaction, ownerId);
    transaction.afterCommit(async () => {
      for (const { id } of finetunes) await this.directories.remove(id);
    });
  }

  /** Whether it was written, be it done by now. */
  exists(id: string): Promise<boolean> {
    return this.transactions.run(({ manager }) => manager.existsBy(FinetuneEntity, { id }));
  }

  /** @throws NotFoundError when the account that it belongs to was deleted meanwhile */
  async read(id: string): Promise<FinetuneEntity> {
    const found = await this.transactions.run(({ manager }) => manager.findOneBy(FinetuneEntity, { id }));
    if (found === null) throw new NotFoundError(`Fine-tune ${id}`);
    return found;
  }
}
