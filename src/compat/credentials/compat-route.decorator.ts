import { SetMetadata, UseGuards, applyDecorators } from '@nestjs/common';
import { Public } from '../../common/principal/principal.decorators.js';
import { COMPAT_ROUTE, CompatGuard, type CompatRouteOptions } from './compat.guard.js';

/** Routes without a body. */
const NO_BODY: CompatRouteOptions = {};

/** The route answers an older system's clients: whoever has a credential and, on an open server, whoever has none. */
export const CompatRoute = (options = NO_BODY): MethodDecorator =>
  applyDecorators(Public(), SetMetadata(COMPAT_ROUTE, options), UseGuards(CompatGuard));
