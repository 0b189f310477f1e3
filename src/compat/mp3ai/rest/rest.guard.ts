import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { UnauthenticatedError } from '../../../common/errors/errors.js';
import type { Principal } from '../../../common/principal/principal.js';
import { AuthenticationService } from '../../../auth/authentication.service.js';
import { negotiate } from './negotiate.js';
import { readRestBody } from './read-body.js';
import { MethodNotAllowedError, TokenError } from './rest-error.js';
import { REST_ROUTE, type RestRouteSettings } from './rest-route.js';

const WITH_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** In the order of Django REST framework: can it be answered, who asks, does the path have the method, what was sent. */
@Injectable()
export class RestGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: AuthenticationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { user?: Principal }>();
    const { methods, isPublic, readsBody } = this.reflector.get<RestRouteSettings>(REST_ROUTE, context.getHandler());
    negotiate(request);
    request.user = await this.authenticate(request.headers.authorization);
    if (request.user === undefined && isPublic !== true) {
      throw new TokenError('Authentication credentials were not provided.');
    }
    if (!methods.includes(request.method)) throw new MethodNotAllowedError(request.method, methods);
    if (readsBody !== true && WITH_BODY.has(request.method)) request.body = (await readRestBody(request)).fields;
    return true;
  }

  /** @returns undefined without a header, and for any other scheme than `Token` */
  private async authenticate(header = ''): Promise<Principal | undefined> {
    const [scheme, token, ...more] = header.split(/\s+/).filter((part) => part !== '');
    if (scheme?.toLowerCase() !== 'token') return undefined;
    if (token === undefined) throw new TokenError('Invalid token header. No credentials provided.');
    if (more.length > 0) throw new TokenError('Invalid token header. Token string should not contain spaces.');
    try {
      return await this.authentication.authenticate(token);
    } catch (error) {
      if (error instanceof UnauthenticatedError) throw new TokenError('Invalid token.');
      throw error;
    }
  }
}
