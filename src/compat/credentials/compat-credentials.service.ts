import { Injectable } from '@nestjs/common';
import { AuthenticationService } from '../../auth/authentication.service.js';
import { readCredential } from '../../auth/guards/credential.js';
import { BuiltInAccountsService } from '../../auth/users/built-in-accounts.service.js';
import { UnauthenticatedError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { Environment } from '../../config/environment.js';

class CredentialMissingError extends UnauthenticatedError {
  constructor() {
    super(
      'This server needs a credential: send "Authorization: Token <API token>", made with POST /v1/auth/tokens. ' +
        'Clients that cannot send one are let in only when the server is started with COMPAT_OPEN=true.',
    );
  }
}

/** Who calls a route of an older system. */
@Injectable()
export class CompatCredentials {
  constructor(
    private readonly environment: Environment,
    private readonly authentication: AuthenticationService,
    private readonly accounts: BuiltInAccountsService,
  ) {}

  /**
   * @param authorization the header: an access token or API token, after `Bearer` or `Token`
   * @throws UnauthenticatedError when it is malformed or not valid: also an open server refuses what is wrong
   */
  byHeader(authorization: string): Promise<Principal> {
    return this.authentication.authenticate(readCredential(authorization));
  }

  /**
   * @param token what a body has as its token; null and nothing mean that it has none
   * @returns undefined when it has none
   * @throws UnauthenticatedError when it is not valid
   */
  async byBodyToken(token: unknown): Promise<Principal | undefined> {
    if (token === undefined || token === null || token === '') return undefined;
    if (typeof token !== 'string') throw new UnauthenticatedError('The token must be a string.');
    return this.authentication.authenticate(token);
  }

  /** The account of callers that send nothing. @throws UnauthenticatedError unless the server is open to them */
  async withoutCredential(): Promise<Principal> {
    this.checkOpen();
    return this.accounts.open();
  }

  /** @throws UnauthenticatedError unless the server is open to callers without credentials */
  checkOpen(): void {
    if (!this.environment.COMPAT_OPEN) throw new CredentialMissingError();
  }
}
