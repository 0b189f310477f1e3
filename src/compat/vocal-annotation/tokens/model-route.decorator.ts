import {
  createParamDecorator,
  type ExecutionContext,
  SetMetadata,
  type Type,
  UseGuards,
  applyDecorators,
} from '@nestjs/common';
import { ApiBody, ApiSecurity } from '@nestjs/swagger';
import { Public } from '../../../common/principal/principal.decorators.js';
import type { ModelClient } from './model-client.js';
import { ModelClientGuard } from './model-client.guard.js';
import { MODEL_ROUTE, type ModelRequest, type ModelRouteSettings } from './model-route.js';

const describeBody = (body: Type | undefined): MethodDecorator[] =>
  body === undefined ? [] : [ApiBody({ type: body, required: false })];

/** The route is about models: rights are told by the token of the body, where tokens are configured. */
export const ModelRoute = (settings: ModelRouteSettings = {}): MethodDecorator =>
  applyDecorators(
    Public(),
    SetMetadata(MODEL_ROUTE, settings),
    ApiSecurity('bearer'),
    UseGuards(ModelClientGuard),
    ...describeBody(settings.body),
  );

/** Who calls a route about models; undefined for a stranger. */
export const Client = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ModelClient | undefined =>
    context.switchToHttp().getRequest<ModelRequest>().modelClient,
);
