import { Param, ParseUUIDPipe } from '@nestjs/common';
import { InvalidRequestError } from '../errors/errors.js';

/** A path parameter that must be a UUID; anything else answers 400 naming the parameter. */
export const UuidParam = (name = 'id'): ParameterDecorator =>
  Param(name, new ParseUUIDPipe({ exceptionFactory: () => InvalidRequestError.forField(name, 'must be a UUID') }));
