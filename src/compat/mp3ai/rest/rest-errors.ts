import type { ApplicationError } from '../../../common/errors/application-error.js';
import type { ErrorFormat } from '../../../common/errors/error-format.js';
import { FieldsError, RestError } from './rest-error.js';

/** Sentences of Django REST framework for failures that Earshot raises in its own words. */
function detailOf(error: ApplicationError): string {
  if (error instanceof RestError) return error.message;
  if (error.status === 404) return 'Not found.';
  if (error.status === 429) {
    const seconds = error.headers?.['Retry-After'];
    return `Request was throttled. Expected available in ${seconds} second${seconds === '1' ? '' : 's'}.`;
  }
  return error.message;
}

/** `{"detail": "…"}`, or the sentences of each wrong field. */
export const restErrors: ErrorFormat = {
  contentType: 'application/json',
  describe: (error) => (error instanceof FieldsError ? error.sentences : { detail: detailOf(error) }),
};
