import { SetMetadata, type Type, UseGuards, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiSecurity } from '@nestjs/swagger';
import { Public } from '../../common/principal/principal.decorators.js';
import { COMPAT_ROUTE, type CompatRouteSettings } from './compat-route.js';
import { CompatGuard } from './compat.guard.js';

const describeBody = (body: Type | undefined): MethodDecorator[] =>
  body === undefined ? [] : [ApiBody({ type: body })];

/** The route answers an older system's clients: whoever has a credential and, on an open server, whoever has none. */
export const CompatRoute = (settings: CompatRouteSettings = {}): MethodDecorator =>
  applyDecorators(
    Public(),
    SetMetadata(COMPAT_ROUTE, settings),
    ApiSecurity('bearer'),
    UseGuards(CompatGuard),
    ...describeBody(settings.body),
  );
