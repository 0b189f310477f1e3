import type { ErrorFormat } from '../../common/errors/error-format.js';

/** `{"error": "…"}`, the format of the vocal annotation back-end, which knows no 422: what it cannot read is a bad request. */
export const errorSentence: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  statusOf: ({ status }) => (status === 422 ? 400 : status),
  describe: ({ message }) => ({ error: message }),
};
