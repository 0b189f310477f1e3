import { ApplicationError, type ErrorExtras, type FieldError } from './application-error.js';

export class InvalidRequestError extends ApplicationError {
  constructor(message: string, errors?: readonly FieldError[]) {
    super(400, 'invalid-request', message, { errors });
  }

  static forField(field: string, message: string): InvalidRequestError {
    return new InvalidRequestError(`${field}: ${message}`, [{ field, message }]);
  }
}

export class UnauthenticatedError extends ApplicationError {
  constructor(message = 'Log in, or send an API token as "Authorization: Bearer <token>".') {
    super(401, 'unauthenticated', message, { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
}

export class ForbiddenError extends ApplicationError {
  constructor(message = 'This needs an administrator.') {
    super(403, 'forbidden', message);
  }
}

/** Also the answer for what exists but belongs to someone else. */
export class NotFoundError extends ApplicationError {
  /** @param hint where to look instead, a sentence */
  constructor(what: string, hint?: string) {
    super(404, 'not-found', `${what} was not found.${hint === undefined ? '' : ` ${hint}`}`);
  }
}

export class ConflictError extends ApplicationError {
  constructor(code: string, message: string) {
    super(409, code, message);
  }
}

export class PayloadTooLargeError extends ApplicationError {
  constructor(what: string, limitBytes: number) {
    super(413, 'payload-too-large', `${what} is larger than the limit of ${limitBytes} bytes.`);
  }
}

export class UnprocessableError extends ApplicationError {
  constructor(code: string, message: string, extras?: ErrorExtras) {
    super(422, code, message, extras);
  }
}

export class TooManyRequestsError extends ApplicationError {
  constructor(code: string, message: string, retryAfterSeconds: number) {
    super(429, code, message, { headers: { 'Retry-After': String(Math.ceil(retryAfterSeconds)) } });
  }
}

export class UnavailableError extends ApplicationError {
  constructor(code: string, message: string, retryAfterSeconds?: number) {
    super(503, code, message, {
      headers: retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(Math.ceil(retryAfterSeconds)) },
    });
  }
}

/** Too much is being done at once; nothing is broken. */
export class BusyError extends UnavailableError {
  override readonly isExpected = true;
}

export class InsufficientStorageError extends ApplicationError {
  constructor(cause?: unknown) {
    super(
      507,
      'insufficient-storage',
      'The disk of the server is full; nothing was stored. Free some space and send it again.',
      {
        cause,
      },
    );
  }
}
