import { STATUS_CODES } from 'node:http';
import type { ErrorFormat } from './error-format.js';
import type { Problem } from './problem.dto.js';

/** RFC 9457, the format of every native route. */
export const problemFormat: ErrorFormat = {
  contentType: 'application/problem+json; charset=utf-8',
  describe: ({ code, status, message, errors, extensions }, { path, correlationId }): Problem => ({
    ...extensions,
    type: `urn:earshot:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    instance: path,
    correlationId,
    ...(errors && { errors: [...errors] }),
  }),
};
