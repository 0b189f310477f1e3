import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { NotFoundError } from '../common/errors/errors.js';
import { pageNewestFirst } from '../common/pagination/newest-first.js';
import type { Principal } from '../common/principal/principal.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import { CATALOGUE, findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import { ModelNotInstalledError } from '../inference/model-not-installed-error.js';
import { readManifest } from '../inference/model-directory.js';
import { ApplicationError } from '../common/errors/application-error.js';
import type { ListedStatus, ListModelsQuery } from './dto/list-models.dto.js';
import type { ModelDetails, ModelList, ModelResponse, ModelStatus } from './dto/model.dto.js';
import type { UpdateModelRequest } from './dto/update-model.dto.js';
import { ModelEntity } from './entities/model.entity.js';
import { InstalledModels } from './installed/installed-models.js';
import { ModelDescriptions } from './model-descriptions.js';
import { type FoundModel, ModelLookup } from './model-lookup.js';
import { ModelNameTakenError, normaliseModelName, readModelName } from './model-names.js';
import { IS_TRAINED_NOW, pointJobsAtId, refuseWhileInUse } from './model-uses.js';
import { ModelsService } from './models.service.js';
import { ModelStore } from './store/model-store.js';

const UNIQUE_VIOLATION = '23505';

/** Trained models that may have a status. Whether files are damaged, and so which of `ready` and `damaged` it is, the database does not know. */
const IN_STATUS: Readonly<Record<Exclude<ListedStatus, 'available'>, string>> = {
  installed: `model.status = 'ready'`,
  ready: `model.status = 'ready'`,
  damaged: `model.status = 'ready'`,
  training: `model.status = 'training' AND ${IS_TRAINED_NOW}`,
  failed: `model.status = 'training' AND NOT ${IS_TRAINED_NOW}`,
};

const isListed = (status: ModelStatus, wanted: ListedStatus | undefined): boolean =>
  wanted === undefined || wanted === status || (wanted === 'installed' && ['ready', 'damaged'].includes(status));

/** Models as people see and keep them: listing, reading, renaming, sharing, deleting. */
@Injectable()
export class ModelLibrary {
  constructor(
    private readonly transactions: Transactions,
    private readonly lookup: ModelLookup,
    private readonly installed: InstalledModels,
    private readonly descriptions: ModelDescriptions,
    private readonly models: ModelsService,
    private readonly store: ModelStore,
  ) {}

  async list(caller: Principal, query: ListModelsQuery): Promise<ModelList> {
    if (query.status === 'available')
      return { object: 'list', data: await this.listAvailable(query), nextCursor: null };
    const installed = query.cursor === undefined ? await this.installed.list(query.task) : [];
    const trained = this.lookup.visible(caller);
    if (query.task !== undefined) trained.andWhere('model.task = :task', { task: query.task });
    if (query.status !== undefined) trained.andWhere(IN_STATUS[query.status]);
    const { rows, nextCursor } = await pageNewestFirst(trained, query);
    const described = await Promise.all(installed.map((model) => this.descriptions.ofInstalled(model)));
    const here = [...described, ...(await this.descriptions.ofTrained(rows))];
    const isEnd = nextCursor === null && query.status === undefined;
    const available = isEnd ? await this.listAvailable(query) : [];
    return {
      object: 'list',
      data: [...here.filter(({ status }) => isListed(status, query.status)), ...available],
      nextCursor,
    };
  }

  private async listAvailable({ task }: ListModelsQuery): Promise<ModelResponse[]> {
    const here = new Set((await this.installed.list()).map(({ name }) => name));
    return CATALOGUE.filter((entry) => !here.has(entry.name) && (task ?? entry.task) === entry.task).map((entry) =>
      this.descriptions.ofAvailable(entry),
    );
  }

  async get(caller: Principal, nameOrId: string): Promise<ModelDetails> {
    const available = findCatalogueEntry(normaliseModelName(nameOrId));
    const found = await this.lookup.find(caller, nameOrId).catch((error: unknown) => {
      if (error instanceof ModelNotInstalledError && available !== undefined) return undefined;
      throw error;
    });
    if (found === undefined) return { ...this.descriptions.ofAvailable(available!), settings: null };
    const [model] =
      'installed' in found
        ? [await this.descriptions.ofInstalled(found.installed)]
        : await this.descriptions.ofTrained([found.trained]);
    if (model.status !== 'ready') return { ...model, settings: null };
    try {
      return { ...model, settings: await this.settingsOf(found) };
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error;
      return { ...model, status: 'damaged', fault: error.message, settings: null };
    }
  }

  async update(caller: Principal, nameOrId: string, changes: UpdateModelRequest): Promise<ModelDetails> {
    const wanted = changes.name === undefined ? undefined : readModelName(changes.name);
    const model = await this.lookup.findToChange(caller, nameOrId);
    const isSame = wanted === undefined || wanted === model.name;
    const name = isSame ? model.name : await this.models.checkName(wanted);
    const { shared = model.shared } = changes;
    await this.transactions.run(async ({ manager }) => {
      const now = await lock(manager, model);
      if (name !== now.name) await pointJobsAtId(manager, now);
      await manager.update(ModelEntity, { id: now.id }, { name, shared }).catch((error: unknown) => {
        throw isUniqueViolation(error) ? new ModelNameTakenError(name) : error;
      });
    });
    return this.get(caller, model.id);
  }

  /** @throws ConflictError while anybody's job trains or needs it */
  async delete(caller: Principal, nameOrId: string): Promise<void> {
    const model = await this.lookup.findToChange(caller, nameOrId);
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const now = await lock(manager, model);
      await refuseWhileInUse(manager, now, caller);
      await manager.delete(ModelEntity, { id: now.id });
      transaction.afterCommit(() => this.store.delete(now.id));
    });
  }

  /** Part of deleting an account: what lies outside the database goes when its transaction commits. */
  async deleteAllOf(ownerId: string, transaction: Transaction): Promise<void> {
    const models = await transaction.manager.find(ModelEntity, { select: { id: true }, where: { ownerId } });
    transaction.afterCommit(async () => {
      for (const { id } of models) await this.store.delete(id);
    });
  }

  private async settingsOf(found: FoundModel): Promise<Record<string, unknown>> {
    const directory = 'installed' in found ? found.installed.directory : this.store.pathOf(found.trained.id);
    return (await readManifest(directory)).settings as Record<string, unknown>;
  }
}

/** @throws NotFoundError when it was deleted a moment ago */
async function lock(manager: Transaction['manager'], { id, name }: ModelEntity): Promise<ModelEntity> {
  const row = await manager.findOne(ModelEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw new NotFoundError(`The model "${name}"`);
  return row;
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
