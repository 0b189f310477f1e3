import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { PUBLIC_ROUTE } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { describeRefusal } from '../access-tokens/refusal.js';
import { ACCESS_TOKEN_STRATEGY } from '../access-tokens/access-token.strategy.js';
import { ApiTokensService } from '../api-tokens/api-tokens.service.js';
import { isAccessToken, readCredential } from './credential.js';

/** Every route needs an access token or an API token, except `@Public()` ones. Leaves the principal on the request. */
@Injectable()
export class AuthenticationGuard extends AuthGuard(ACCESS_TOKEN_STRATEGY) {
  constructor(
    private readonly reflector: Reflector,
    private readonly apiTokens: ApiTokensService,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic === true) return true;
    const request = context.switchToHttp().getRequest<Request & { user?: Principal }>();
    const credential = readCredential(request.headers.authorization);
    if (isAccessToken(credential)) return (await super.canActivate(context)) as boolean;
    request.user = await this.apiTokens.authenticate(credential);
    return true;
  }

  override handleRequest<User = Principal>(error: Error | null, user: User | false | undefined, info: unknown): User {
    if (error !== null) throw error;
    if (user === false || user === undefined) throw describeRefusal(info);
    return user;
  }
}
