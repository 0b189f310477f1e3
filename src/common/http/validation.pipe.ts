import { type ValidationError, ValidationPipe } from '@nestjs/common';
import type { FieldError } from '../errors/application-error.js';
import { InvalidRequestError } from '../errors/errors.js';

/** Flattens nested validation errors into `options.minimumBpm`-like paths. */
export function toFieldErrors(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = prefix === '' ? error.property : `${prefix}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
    return [...own, ...toFieldErrors(error.children ?? [], field)];
  });
}

export function toInvalidRequest(errors: readonly ValidationError[]): InvalidRequestError {
  const fields = toFieldErrors(errors);
  return new InvalidRequestError(fields.map(({ message }) => message).join('; '), fields);
}

/** Checks every request class: unknown fields are refused, types are converted only where the class says so. */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: toInvalidRequest,
  });
