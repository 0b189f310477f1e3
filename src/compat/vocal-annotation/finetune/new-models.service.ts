import { Injectable } from '@nestjs/common';
import { ConflictError, NotFoundError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { ModelsService } from '../../../models/models.service.js';
import { ClientModels } from '../models/client-models.service.js';
import type { ModelClient } from '../tokens/model-client.js';
import { readNewModelName } from './new-model-name.js';
import { modelNameTaken, toTrainingRefusal, unknownInitialModel } from './training-refusals.js';

const DEFAULT_MODEL = 'whisperseg-base';

/** Also what is not trained yet. */
const isNotThere = (error: unknown): boolean =>
  error instanceof NotFoundError || (error instanceof ConflictError && error.code === 'model-not-ready');

/** What the native API wants to know of a new model before its training set. */
export interface NewModelHead {
  readonly name: string;
  /** Name or id. */
  readonly baseModel: string;
}

/** Names of new models, and what these start from. */
@Injectable()
export class NewModels {
  constructor(
    private readonly models: ModelsService,
    private readonly clientModels: ClientModels,
  ) {}

  /**
   * @param initial what the client calls the model to start from; nothing: the base
   * @throws InvalidRequestError in the words that clients know
   */
  async head(client: ModelClient, requestedName: string, initial: string | null | undefined): Promise<NewModelHead> {
    const name = readNewModelName(requestedName);
    const owned = await this.models.listOwned({ id: client.principal.id, role: 'user' }, 'segmentation');
    if (owned.some((model) => model.name === name && model.status !== 'failed')) throw modelNameTaken();
    try {
      await this.models.checkName(name);
      const base = await this.clientModels.resolve(client, initial ?? DEFAULT_MODEL);
      return { name, baseModel: base.id ?? base.name };
    } catch (error) {
      throw isNotThere(error) ? unknownInitialModel() : toTrainingRefusal(error);
    }
  }
}

/** Whom the native API is told: what the client may use was judged by its token, and its uploads may be another account's. */
export const trainerOf = ({ principal }: ModelClient): Principal => ({ ...principal, role: 'admin' });
