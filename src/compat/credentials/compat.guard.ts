import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Principal } from '../../common/principal/principal.js';
import { fieldsOf } from '../body/fields-of.js';
import { JsonBodies } from '../body/json-bodies.service.js';
import { isCompatRequest } from '../edge/compat-request.js';
import { CompatCredentials } from './compat-credentials.service.js';
import { COMPAT_ROUTE, type CompatRouteSettings } from './compat-route.js';

type CompatRequest = Request & { user?: Principal };

/**
 * Finds out who calls a route of an older system, and reads its body. Bodies may be large, so that of a stranger is read only where it may
 * hold the credential.
 */
@Injectable()
export class CompatGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CompatCredentials,
    private readonly bodies: JsonBodies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CompatRequest>();
    const { body, tokenInBody = false } = this.reflector.get<CompatRouteSettings>(COMPAT_ROUTE, context.getHandler());
    const { authorization } = request.headers;
    if (authorization !== undefined) request.user = await this.credentials.byHeader(authorization);
    else if (!tokenInBody) request.user = await this.credentials.withoutCredential();
    // Other routes have been through the common parser.
    if (body !== undefined && isCompatRequest(request)) {
      request.body = await this.bodies.read(request, [...fieldsOf(body), 'token']);
    }
    request.user ??= await this.byBody(request);
    return true;
  }

  private async byBody({ body }: CompatRequest): Promise<Principal> {
    const { token } = (body ?? {}) as { token?: unknown };
    return (await this.credentials.byBodyToken(token)) ?? (await this.credentials.withoutCredential());
  }
}
