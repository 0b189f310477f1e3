import type { Request } from 'express';
import { RestError, notFound } from './rest-error.js';

const ACCEPTED = ['application/json', 'text/html'];

/**
 * Whether JSON may be answered. Browsers' `text/html` gets JSON, too.
 * @throws RestError 406 when neither is accepted, 404 for another `?format=`
 */
export function negotiate(request: Request): void {
  const { format } = request.query;
  if (format !== undefined && format !== '' && format !== 'json') throw notFound();
  if (request.accepts(ACCEPTED) === false) {
    throw new RestError(406, 'Could not satisfy the request Accept header.');
  }
}
