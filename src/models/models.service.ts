import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { ApplicationError } from '../common/errors/application-error.js';
import { ConflictError, NotFoundError } from '../common/errors/errors.js';
import type { Transaction } from '../database/transactions.js';
import type { ModelBase } from '../inference/model-card.dto.js';
import { CATALOGUE } from '../inference/catalogue/catalogue.js';
import { rankModels } from '../inference/catalogue/ranking.js';
import { checkModelFiles, readManifest } from '../inference/model-directory.js';
import { ModelNotInstalledError } from '../inference/model-not-installed-error.js';
import type { ModelManifest, ModelTask } from '../inference/model-manifest.js';
import type { ModelResponse } from './dto/model.dto.js';
import { ModelEntity } from './entities/model.entity.js';
import { type InstalledModel, InstalledModels } from './installed/installed-models.js';
import { ModelArrivals } from './installed/model-arrivals.js';
import { ModelIntegrity } from './installed/model-integrity.js';
import { ModelDescriptions } from './model-descriptions.js';
import { type ModelCaller, ModelLookup } from './model-lookup.js';
import { ModelNameTakenError, normaliseModelName, readNewModelName } from './model-names.js';
import { ModelStore } from './store/model-store.js';

/** A model that can be run. */
export interface ResolvedModel {
  /** Null of one that is installed for everybody. */
  readonly id: string | null;
  readonly name: string;
  readonly version: string;
  readonly directory: string;
  /** Read and checked now; the files are checked again when they are read. */
  readonly manifest: ModelManifest;
  /** As the caller wrote it; `name` where none was asked for. */
  readonly requestedName: string;
}

export interface NewModel {
  readonly ownerId: string;
  readonly name: string;
  readonly task: ModelTask;
  /** What training starts from; null for random weights. */
  readonly base: Pick<ResolvedModel, 'id' | 'name' | 'version'> | null;
  /** The job that trains it, made in the same transaction. While that is unfinished, the name is taken. */
  readonly jobId: string;
}

/** Models for the features that run and train them. */
@Injectable()
export class ModelsService {
  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly lookup: ModelLookup,
    private readonly installed: InstalledModels,
    private readonly descriptions: ModelDescriptions,
    private readonly store: ModelStore,
    private readonly integrity: ModelIntegrity,
    private readonly arrivals: ModelArrivals,
  ) {}

  /**
   * The model that a request means. Not to be called within a transaction.
   * @param name a name or an id; null for the best one that is installed
   * @throws NotFoundError when there is none for the task, or when it is somebody else's
   * @throws ConflictError when it is not trained yet
   * @throws DamagedModelError when its manifest is not one, or a file is not the one that it tells of
   * @throws ModelNotInstalledError when none was named and none is installed, when the one that was named can be fetched and is not here, or while it is
   * being copied
   */
  async resolve(caller: ModelCaller, task: ModelTask, name: string | null): Promise<ResolvedModel> {
    const model = name === null ? await this.openBest(task) : await this.openFor(caller, task, name);
    if (model.manifest.task !== task) throw new NotFoundError(`A model "${model.name}" for ${String(task)}`);
    const fault = await this.integrity.faultIn(model.directory, model.manifest);
    if (fault !== undefined) throw fault;
    return model;
  }

  /** The same for a model of any task, whose files whoever reads them checks. */
  async open(caller: ModelCaller, name: string): Promise<ResolvedModel> {
    const found = await this.lookup.find(caller, name);
    if ('trained' in found) return this.resolveTrained(found.trained, name);
    const { installed } = found;
    if (await this.arrivals.isArriving(installed)) {
      throw ModelNotInstalledError.arriving(installed.task, installed.name, installed.name);
    }
    return resolveInstalled(installed, name);
  }

  /**
   * The name that a new model would get, without taking it.
   * @throws InvalidRequestError when it cannot be a name
   * @throws ConflictError when it is the name of a model that everybody has
   */
  async checkName(name: string): Promise<string> {
    const everybodys = [...(await this.installed.list()), ...CATALOGUE];
    return readNewModelName(
      name,
      everybodys.map((model) => model.name),
    );
  }

  /**
   * Takes the name of a model that is going to be trained. The row of an earlier try that failed or was cancelled makes room.
   * @returns its id and its name as it is kept
   * @throws InvalidRequestError, ConflictError when the name cannot be had
   * @throws NotFoundError when the base model was deleted meanwhile
   */
  async reserve(transaction: Transaction, model: NewModel): Promise<{ readonly id: string; readonly name: string }> {
    const { manager } = transaction;
    const { ownerId, task, jobId, base } = model;
    const name = await this.checkName(model.name);
    await this.holdBase(transaction, base);
    const abandoned = await manager
      .createQueryBuilder()
      .delete()
      .from(ModelEntity)
      .where({ ownerId, name, status: 'training' })
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = models.job_id AND jobs.status IN ('queued', 'running', 'waiting'))`,
      )
      .returning('id')
      .execute();
    for (const { id } of abandoned.raw as { id: string }[]) transaction.afterCommit(() => this.store.delete(id));
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(ModelEntity)
      .values({ ownerId, name, task, jobId, base: toBase(base) })
      .orIgnore()
      .returning('id')
      .execute();
    const [row] = inserted.raw as { id: string }[];
    if (row === undefined) throw new ModelNameTakenError(name);
    return { id: row.id, name };
  }

  /** Path where a new model may be written with `writeModelDirectory`; `register` takes it from there. */
  newDirectory(): string {
    return this.store.newDirectory();
  }

  /**
   * Makes a reserved model ready for use: its directory is moved in, and what its manifest says is listed.
   * @param directory made at {@link newDirectory}; whoever calls removes it when this fails
   * @throws NotFoundError when the model was deleted, ConflictError when it is ready already
   */
  async register(
    { manager }: Transaction,
    { id, directory, scores }: { readonly id: string; readonly directory: string; readonly scores: object },
  ): Promise<void> {
    const manifest = await readManifest(directory);
    await checkModelFiles(directory, manifest);
    const row = await manager.findOne(ModelEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (row === null) throw new NotFoundError('The model that was trained');
    if (row.status === 'ready') throw new ConflictError('model-ready', `The model "${row.name}" is trained already.`);
    const { version, licence, description, card, files } = manifest;
    await manager.update(ModelEntity, { id }, { status: 'ready', version, licence, description, card, files, scores });
    // Last, so that a query that fails leaves it where it was; when the commit fails, the next try makes room.
    await this.store.moveIn(id, directory);
  }

  /** Everything that the caller owns, and for administrators everything that anybody owns, oldest first, whatever its status. */
  async listOwned(caller: ModelCaller, task: ModelTask): Promise<ModelResponse[]> {
    const query = this.models.createQueryBuilder('model').where('model.task = :task', { task });
    if (caller.role !== 'admin') query.andWhere('model.ownerId = :caller', { caller: caller.id });
    const rows = await query.orderBy('model.createdAt', 'ASC').addOrderBy('model.id', 'ASC').getMany();
    return this.descriptions.ofTrained(rows);
  }

  /** Whether a job that waits for this may run now; to be asked often. */
  async listInstalled(): Promise<readonly Pick<InstalledModel, 'name' | 'task'>[]> {
    return this.withoutArriving(await this.installed.list());
  }

  private async openBest(task: ModelTask): Promise<ResolvedModel> {
    const best = await this.best(task);
    return resolveInstalled(best, best.name);
  }

  private async openFor(caller: ModelCaller, task: ModelTask, name: string): Promise<ResolvedModel> {
    return this.open(caller, name).catch((error: unknown) => {
      const isOfOtherTask = error instanceof ModelNotInstalledError && error.waitingFor?.task !== task;
      throw isOfOtherTask ? new NotFoundError(`A model "${normaliseModelName(name)}" for ${task}`) : error;
    });
  }

  private async best(task: ModelTask): Promise<InstalledModel> {
    const installed = await this.installed.list(task);
    const ranked = rankModels(task, await this.withoutArriving(installed));
    // Of damaged ones only where there is no other: then the job fails with what is wrong with it.
    const best = ranked.find(({ manifest }) => !(manifest instanceof ApplicationError)) ?? ranked.at(0);
    if (best !== undefined) return best;
    throw installed.length === 0
      ? new ModelNotInstalledError(task)
      : ModelNotInstalledError.arriving(task, installed[0].name, null);
  }

  private async withoutArriving(installed: readonly InstalledModel[]): Promise<InstalledModel[]> {
    const whole: InstalledModel[] = [];
    for (const model of installed) if (!(await this.arrivals.isArriving(model))) whole.push(model);
    return whole;
  }

  private async resolveTrained(row: ModelEntity, requestedName: string): Promise<ResolvedModel> {
    const { id, name } = row;
    if (row.status !== 'ready') {
      const [{ status }] = await this.descriptions.ofTrained([row]);
      const reason = status === 'failed' ? 'its training failed or was cancelled' : 'it is still being trained';
      throw new ConflictError('model-not-ready', `The model "${name}" cannot be used: ${reason}.`);
    }
    const directory = this.store.pathOf(id);
    const manifest = await readManifest(directory);
    // It may have been renamed since it was written.
    return { id, name, version: row.version!, directory, manifest: { ...manifest, name }, requestedName };
  }

  /** Keeps the base from being deleted until the transaction, and with it the job that trains, is there. */
  private async holdBase({ manager }: Transaction, base: NewModel['base']): Promise<void> {
    const id = base?.id ?? null;
    if (base === null || id === null) return;
    const held = await manager.findOne(ModelEntity, {
      select: { id: true },
      where: { id },
      lock: { mode: 'for_key_share' },
    });
    if (held === null) throw new NotFoundError(`The model "${base.name}"`);
  }
}

const toBase = (base: NewModel['base']): ModelBase | null =>
  base && { name: base.name, version: base.version, ...(base.id !== null && { id: base.id }) };

function resolveInstalled({ name, directory, manifest }: InstalledModel, requestedName: string): ResolvedModel {
  if (manifest instanceof ApplicationError) throw manifest;
  return { id: null, name, version: manifest.version, directory, manifest: { ...manifest, name }, requestedName };
}
