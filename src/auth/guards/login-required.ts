import { type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal } from '../../common/principal/principal.js';
import { LoginRequiredError } from '../errors.js';

/** API tokens do the work; accounts and credentials are managed with a login, so that a leaked token cannot outlive its revocation. */
@Injectable()
class LoginRequiredGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<Request & { user: Principal }>();
    if (user.sessionId === undefined) throw new LoginRequiredError();
    return true;
  }
}

/** The route refuses API tokens. */
export const LoginRequired = (): ClassDecorator & MethodDecorator => UseGuards(LoginRequiredGuard);
