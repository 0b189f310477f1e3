import {
  type CustomDecorator,
  type ExecutionContext,
  SetMetadata,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Principal } from './principal.js';

export const PUBLIC_ROUTE = 'earshot:public';
export const ADMIN_ROUTE = 'earshot:admin';

/** The route answers without credentials. Every other route needs them. */
export const Public = (): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(PUBLIC_ROUTE, true), ApiSecurity({}));

/** The route answers administrators only. */
export const AdminOnly = (): CustomDecorator => SetMetadata(ADMIN_ROUTE, true);

/** The caller, as the guard left it on the request. */
export const Caller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Principal =>
    context.switchToHttp().getRequest<Request & { user: Principal }>().user,
);
