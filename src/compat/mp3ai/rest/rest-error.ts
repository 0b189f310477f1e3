import { ApplicationError, type ErrorExtras } from '../../../common/errors/application-error.js';

/** What is wrong with each field, as Django REST framework tells it. What is about no single field is under `non_field_errors`. */
export type FieldSentences = Readonly<Record<string, readonly string[]>>;

/** A failure in Django REST framework's words. */
export class RestError extends ApplicationError {
  constructor(status: number, detail: string, extras?: ErrorExtras) {
    super(status, 'rest-error', detail, extras);
  }
}

/** A request whose fields are wrong. */
export class FieldsError extends ApplicationError {
  constructor(readonly sentences: FieldSentences) {
    super(400, 'invalid-request', Object.values(sentences).flat().join(' '));
  }
}

export class TokenError extends RestError {
  constructor(detail: string) {
    super(401, detail, { headers: { 'WWW-Authenticate': 'Token' } });
  }
}

export class MethodNotAllowedError extends RestError {
  constructor(method: string, allowed: readonly string[]) {
    super(405, `Method "${method}" not allowed.`, { headers: { Allow: allowed.join(', ') } });
  }
}

export const notFound = (): RestError => new RestError(404, 'Not found.');

export const unsupportedMediaType = (type: string): RestError =>
  new RestError(415, `Unsupported media type "${type}" in request.`);

export const permissionDenied = (): RestError =>
  new RestError(403, 'You do not have permission to perform this action.');
