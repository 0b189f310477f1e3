import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ForbiddenError } from '../../common/errors/errors.js';
import { ADMIN_ROUTE } from '../../common/principal/principal.decorators.js';
import { isAdmin, type Principal } from '../../common/principal/principal.js';

/** Keeps everybody but administrators out of `@AdminOnly()` routes. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const adminOnly = this.reflector.getAllAndOverride<boolean | undefined>(ADMIN_ROUTE, [
      context.getHandler(),
      context.getClass(),
    ]);
    const { user } = context.switchToHttp().getRequest<Request & { user?: Principal }>();
    if (adminOnly === true && (user === undefined || !isAdmin(user))) throw new ForbiddenError();
    return true;
  }
}
