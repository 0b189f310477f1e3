import { Injectable } from '@nestjs/common';
import { ApiTokensService } from '../../../auth/api-tokens/api-tokens.service.js';
import { LoginTokensService } from '../../../auth/api-tokens/login-tokens.service.js';
import { AuthenticationService } from '../../../auth/authentication.service.js';
import { AccountDisabledError } from '../../../auth/errors.js';
import { UnauthenticatedError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { FieldsError } from '../rest/rest-error.js';
import { readPassword } from './account-fields.js';
import type { Mp3aiToken } from './account.dto.js';

/** Logging in and out as djoser has it. */
@Injectable()
export class Mp3aiTokens {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly tokens: LoginTokensService,
    private readonly apiTokens: ApiTokensService,
  ) {}

  /** @throws FieldsError whatever is wrong with the name or the password */
  async login(given: Readonly<Record<string, unknown>>): Promise<Mp3aiToken> {
    const refused = new FieldsError({ non_field_errors: ['Unable to log in with provided credentials.'] });
    const username = readPassword(given.username);
    const password = readPassword(given.password);
    if ('errors' in username || 'errors' in password) throw refused;
    try {
      const user = await this.authentication.verifyNamedCredentials(username.value, password.value);
      return { auth_token: await this.tokens.issue(user.id) };
    } catch (error) {
      if (error instanceof UnauthenticatedError || error instanceof AccountDisabledError) throw refused;
      throw error;
    }
  }

  /** Ends the token that was sent, whichever kind it is. */
  async logout({ id, apiTokenId, sessionId }: Principal): Promise<void> {
    if (apiTokenId !== undefined) await this.apiTokens.revoke(id, apiTokenId);
    else if (sessionId !== undefined) await this.authentication.logout(sessionId);
  }
}
