import { Injectable } from '@nestjs/common';
import { UsersService } from '../../../auth/users/users.service.js';
import { NotFoundError } from '../../../common/errors/errors.js';
import { FinetunesService } from '../../../finetuning/finetunes.service.js';
import type { ModelCaller } from '../../../models/model-lookup.js';
import { ModelsService, type ResolvedModel } from '../../../models/models.service.js';
import type { ModelClient } from '../tokens/model-client.js';
import { formatEta, NO_ETA } from './eta.js';
import type { ListedModel } from './models.dto.js';

export const BUILT_IN_MODELS = ['whisperseg-base', 'whisperseg-large'] as const;

const listed = (model_name: string, status: string, eta = NO_ETA): ListedModel => ({ model_name, status, eta });

const normalise = (name: string): string => name.trim().toLowerCase();

/** Names that built-in accounts have before that of the user. */
const ACCOUNT_PREFIX = /^compat-(?:client:)?/;

/**
 * Models by the names that clients of the older systems know. Everyone has the built-in ones and their own; administrators see all, those
 * of others with their owner's name in front.
 */
@Injectable()
export class ClientModels {
  constructor(
    private readonly models: ModelsService,
    private readonly finetunes: FinetunesService,
    private readonly users: UsersService,
  ) {}

  /** Those that can be used: built-in ones, then trained ones, oldest first. */
  async ready(client: ModelClient): Promise<ListedModel[]> {
    const own = await this.trained(client);
    return [...BUILT_IN_MODELS, ...own.map(({ name }) => name)].map((name) => listed(name, 'ready'));
  }

  /** Those that wait for their training or are in it, in the order of the queue. */
  async queue(client: ModelClient): Promise<ListedModel[]> {
    const nameOf = this.namesFor(client);
    const queue = await this.finetunes.queue(callerOf(client));
    return Promise.all(
      queue.map(async ({ ownerId, name, status, etaSeconds }) =>
        listed(await nameOf(ownerId, name), status, formatEta(status === 'training' ? etaSeconds : null)),
      ),
    );
  }

  /**
   * The model that a client means.
   * @throws NotFoundError when the client sees no such model that is ready
   */
  async resolve(client: ModelClient, requested: string): Promise<ResolvedModel> {
    const wanted = normalise(requested);
    if (!(BUILT_IN_MODELS as readonly string[]).includes(wanted)) {
      const found = (await this.trained(client)).find(({ name }) => name === wanted);
      if (found !== undefined) return this.models.resolve(callerOf(client), 'segmentation', found.id);
    }
    return this.models.resolve(client.principal, 'segmentation', requested);
  }

  private async trained(client: ModelClient): Promise<{ readonly name: string; readonly id: string }[]> {
    const nameOf = this.namesFor(client);
    const all = await this.models.listOwned(callerOf(client), 'segmentation');
    const ready = all.filter(({ status }) => status === 'ready');
    const named = await Promise.all(
      ready.map(async ({ id, name, owned_by }) => ({ name: await nameOf(owned_by, name), id, owner: owned_by })),
    );
    // What an administrator's own model is called, it is called also when somebody else's looks the same.
    const isHidden = (name: string, owner: string): boolean =>
      owner !== client.principal.id && named.some((one) => one.name === name && one.owner === client.principal.id);
    return named.filter(({ name, owner }) => !isHidden(name, owner));
  }

  private namesFor({ principal }: ModelClient): (ownerId: string, name: string) => Promise<string> {
    const owners = new Map<string, Promise<string>>();
    return async (ownerId, name) => {
      if (ownerId === principal.id) return name;
      const known = owners.get(ownerId) ?? this.ownerName(ownerId);
      owners.set(ownerId, known);
      return `${await known}_${name}`;
    };
  }

  /** In letters that a model's name may have. */
  private async ownerName(id: string): Promise<string> {
    try {
      const { email, username } = await this.users.get(id);
      return (email ?? username ?? id)
        .toLowerCase()
        .replace(ACCOUNT_PREFIX, '')
        .replaceAll(/[^a-z0-9_.-]+/g, '-');
    } catch (error) {
      // Deleted meanwhile.
      if (error instanceof NotFoundError) return id;
      throw error;
    }
  }
}

/** Who asks other features: administrators by token are administrators about models. */
export const callerOf = ({ principal, isAdmin }: ModelClient): ModelCaller => ({
  id: principal.id,
  role: isAdmin ? 'admin' : 'user',
});
