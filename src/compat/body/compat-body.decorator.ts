import { type ExecutionContext, ValidationPipe, createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import { toInvalidRequest } from '../../common/http/validation.pipe.js';

/** Clients of older systems send more than is read: what is not known is left out instead of refused. */
const lenientValidation = new ValidationPipe({
  whitelist: true,
  transform: true,
  validateCustomDecorators: true,
  exceptionFactory: toInvalidRequest,
});

const body = createParamDecorator(
  (_data: unknown, context: ExecutionContext): unknown => context.switchToHttp().getRequest<Request>().body ?? {},
);

/** The JSON body of a route of an older system, as an instance of the parameter's class. */
export const CompatBody = (): ParameterDecorator => body(lenientValidation);
