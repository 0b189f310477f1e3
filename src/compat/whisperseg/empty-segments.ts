import type { ErrorFormat } from '../../common/errors/error-format.js';

/** What the model service answers when it fails at a form. The reason stands in the header `X-Earshot-Error` and in the log. */
export const emptySegments: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  statusOf: () => 400,
  describe: () => ({ onset: [], offset: [], cluster: [] }),
};
