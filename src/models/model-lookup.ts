import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Brackets, Repository, type SelectQueryBuilder } from 'typeorm';
import { ForbiddenError, NotFoundError } from '../common/errors/errors.js';
import type { Principal } from '../common/principal/principal.js';
import { commandLine } from '../config/command-line.js';
import { findCatalogueEntry } from '../inference/catalogue/catalogue.js';
import { ModelNotInstalledError } from '../inference/model-not-installed-error.js';
import { MODEL_NAME } from '../inference/model-manifest.js';
import { ModelEntity } from './entities/model.entity.js';
import { type InstalledModel, InstalledModels } from './installed/installed-models.js';
import { MODEL_ALIASES, isModelId, normaliseModelName } from './model-names.js';

const WHERE_TO_LOOK = 'GET /v1/models lists those that you can use.';

/** Whose eyes see a model. */
export type ModelCaller = Pick<Principal, 'id' | 'role'>;

export type FoundModel = { readonly installed: InstalledModel } | { readonly trained: ModelEntity };

/** Which models a caller sees, and which one a name means. */
@Injectable()
export class ModelLookup {
  constructor(
    @InjectRepository(ModelEntity) private readonly models: Repository<ModelEntity>,
    private readonly installed: InstalledModels,
  ) {}

  /** Trained models: the caller's own, ready ones that are shared, and for administrators all. */
  visible(caller: ModelCaller): SelectQueryBuilder<ModelEntity> {
    const query = this.models.createQueryBuilder('model');
    if (caller.role === 'admin') return query;
    const isShared = `model.shared AND model.status = 'ready'`;
    return query.where(
      new Brackets((where) => where.where('model.ownerId = :caller', { caller: caller.id }).orWhere(isShared)),
    );
  }

  /**
   * By id any model that the caller sees; by name one that comes with Earshot, the caller's own once it is trained, or one that was fetched
   * or imported for everybody: what others share or install does not take a name away.
   * @throws NotFoundError when there is none, or when it is somebody else's
   * @throws ModelNotInstalledError when it can be fetched and is not here
   */
  async find(caller: ModelCaller, nameOrId: string): Promise<FoundModel> {
    const name = normaliseModelName(nameOrId);
    const trained = isModelId(name)
      ? await this.visible(caller).andWhere('model.id = :id', { id: name }).getOne()
      : undefined;
    if (trained) return { trained };
    const everybodys = await this.installed.list();
    const called = (wanted: string | undefined) => everybodys.find((model) => model.name === wanted);
    const installed = called(name) ?? called(MODEL_ALIASES.get(name));
    if (installed?.source === 'bundled') return { installed };
    const own = await this.findOwn(caller, name);
    if (own !== null && (own.status === 'ready' || installed === undefined)) return { trained: own };
    if (installed !== undefined) return { installed };
    const entry = findCatalogueEntry(name);
    throw entry === undefined
      ? new NotFoundError(`The model "${nameOrId.slice(0, 100)}"`, WHERE_TO_LOOK)
      : new ModelNotInstalledError(entry.task, entry.name);
  }

  /**
   * A trained model that the caller may change.
   * @throws NotFoundError as {@link find}, ForbiddenError when the caller may only use it
   */
  async findToChange(caller: ModelCaller, nameOrId: string): Promise<ModelEntity> {
    const own = await this.findOwn(caller, normaliseModelName(nameOrId));
    if (own !== null) return own;
    const found = await this.find(caller, nameOrId).catch((error: unknown) => {
      throw error instanceof ModelNotInstalledError
        ? new NotFoundError(`The model "${nameOrId.slice(0, 100)}"`, WHERE_TO_LOOK)
        : error;
    });
    if ('installed' in found) throw new ForbiddenError(describeEverybodys(found.installed));
    if (found.trained.ownerId !== caller.id && caller.role !== 'admin') {
      throw new ForbiddenError('The model is shared with you; only its owner and administrators change or delete it.');
    }
    return found.trained;
  }

  private async findOwn(caller: ModelCaller, name: string): Promise<ModelEntity | null> {
    return MODEL_NAME.test(name) ? this.models.findOneBy({ ownerId: caller.id, name }) : null;
  }
}

const describeEverybodys = ({ name, source }: InstalledModel): string =>
  source === 'bundled'
    ? `The model "${name}" comes with Earshot; it cannot be changed or deleted.`
    : `Everybody has the model "${name}"; it cannot be changed here. "${commandLine(`models remove ${name}`)}" removes it from the server.`;
