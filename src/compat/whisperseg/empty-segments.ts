import type { ErrorFormat } from '../../common/errors/error-format.js';

/** Statuses that programs know to wait for. */
const LATER: readonly number[] = [429, 503];

/**
 * What the model service answers when it fails at a form: 400, but where the same request may do better later. The reason stands in the header `X-Earshot-Error` and in the log.
 */
export const emptySegments: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  statusOf: ({ status }) => (LATER.includes(status) ? status : 400),
  describe: () => ({ onset: [], offset: [], cluster: [] }),
};
