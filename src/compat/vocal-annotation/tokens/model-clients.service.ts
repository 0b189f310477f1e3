import { Injectable } from '@nestjs/common';
import { isAccessToken } from '../../../auth/guards/credential.js';
import { BuiltInAccountsService } from '../../../auth/users/built-in-accounts.service.js';
import { UnauthenticatedError } from '../../../common/errors/errors.js';
import { isAdmin, type Principal } from '../../../common/principal/principal.js';
import { Environment } from '../../../config/environment.js';
import { CompatCredentials } from '../../credentials/compat-credentials.service.js';
import { ClientTokensService } from './client-tokens.service.js';
import type { ModelClient } from './model-client.js';

const NATIVE_PREFIX = 'ear_';

type Holder = Omit<ModelClient, 'uploaders'>;

const everything = (principal: Principal): Holder => ({
  principal,
  inference: true,
  train: true,
  isAdmin: isAdmin(principal),
});

/**
 * Finds out who calls a route about models. Where tokens are configured, a body has to hold one; where none are, an open server lets
 * everybody in. Native credentials are taken in both cases, and allow everything about their owner's models.
 */
@Injectable()
export class ModelClients {
  constructor(
    private readonly environment: Environment,
    private readonly tokens: ClientTokensService,
    private readonly credentials: CompatCredentials,
    private readonly accounts: BuiltInAccountsService,
  ) {}

  /**
   * @param caller by the header, if it has a credential
   * @param token what the body has as its token
   * @returns undefined for a stranger
   */
  async find(caller: Principal | undefined, token: unknown): Promise<ModelClient | undefined> {
    const holder = await this.holder(caller, token);
    if (holder === undefined) return undefined;
    const { COMPAT_OPEN } = this.environment;
    const shared = COMPAT_OPEN && caller === undefined ? await this.accounts.open() : caller;
    const uploaders = [holder.principal, ...(shared === undefined ? [] : [shared])];
    return { ...holder, uploaders };
  }

  private async holder(caller: Principal | undefined, given: unknown): Promise<Holder | undefined> {
    const token = typeof given === 'number' ? String(given) : given;
    if (typeof token !== 'string' || token === '') return caller ? everything(caller) : this.stranger();
    const known = await this.tokens.find(token);
    if (known !== undefined) {
      const { username, inference, train, isAdmin: seesAll } = known;
      return { principal: await this.accounts.ofUser(username), inference, train, isAdmin: seesAll };
    }
    const native = await this.byNative(token);
    if (native !== undefined) return everything(native);
    // What was a token of another server, or a word that somebody had to type, does not matter where none is needed.
    return token.startsWith(NATIVE_PREFIX) || isAccessToken(token) ? undefined : this.stranger();
  }

  private async byNative(token: string): Promise<Principal | undefined> {
    try {
      return await this.credentials.byBodyToken(token);
    } catch (error) {
      if (error instanceof UnauthenticatedError) return undefined;
      throw error;
    }
  }

  private async stranger(): Promise<Holder | undefined> {
    if (this.tokens.isTokenMode || !this.environment.COMPAT_OPEN) return undefined;
    return { ...everything(await this.accounts.open()), isAdmin: false };
  }
}
