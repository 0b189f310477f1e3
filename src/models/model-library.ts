import { Injectable } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { NotFoundError } from '../common/errors/errors.js';
import { pageNewestFirst } from '../common/pagination/newest-first.js';
import type { Principal } from '../common/principal/principal.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import { readManifest } from '../inference/model-directory.js';
import { ApplicationError } from '../common/errors/application-error.js';
import type { ListModelsQuery } from './dto/list-models.dto.js';
import type { ModelDetails, ModelList } from './dto/model.dto.js';
import type { UpdateModelRequest } from './dto/update-model.dto.js';
import { ModelEntity } from './entities/model.entity.js';
import { InstalledModels } from './installed/installed-models.js';
import { ModelDescriptions } from './model-descriptions.js';
import { type FoundModel, ModelLookup } from './model-lookup.js';
import { ModelNameTakenError } from './model-names.js';
import { pointJobsAtId, refuseWhileInUse } from './model-uses.js';
import { ModelsService } from './models.service.js';
import { ModelStore } from './store/model-store.js';

const UNIQUE_VIOLATION = '23505';

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
    const installed = query.cursor === undefined ? await this.installed.list(query.task) : [];
    const trained = this.lookup.visible(caller);
    if (query.task !== undefined) trained.andWhere('model.task = :task', { task: query.task });
    const { rows, nextCursor } = await pageNewestFirst(trained, query);
    const described = await Promise.all(installed.map((model) => this.descriptions.ofInstalled(model)));
    return { object: 'list', data: [...described, ...(await this.descriptions.ofTrained(rows))], nextCursor };
  }

  async get(caller: Principal, nameOrId: string): Promise<ModelDetails> {
    const found = await this.lookup.find(caller, nameOrId);
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
    const model = await this.lookup.findToChange(caller, nameOrId);
    const name = changes.name === undefined ? model.name : await this.models.checkName(changes.name);
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
