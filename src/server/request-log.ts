import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Options } from 'pino-http';

/** What a person who watches the log wants to see of a request. */
const describeAnswer = ({ method, url }: IncomingMessage, { statusCode }: ServerResponse): string =>
  `${method} ${url?.split('?')[0]} ${statusCode}`;

/**
 * One line for each request. Failures were told with their stack where they were thrown, and those that are expected, as a missing model, without one;
 * pino-http would add a stack of its own to each 5xx.
 */
export const REQUEST_LOG: Options = {
  customSuccessMessage: describeAnswer,
  customErrorMessage: describeAnswer,
  customLogLevel: (_request, { statusCode, errored }, error) => {
    if (statusCode === 503) return 'warn';
    return statusCode >= 500 || (error ?? errored) ? 'error' : 'info';
  },
  customErrorObject: (_request, { errored }, error, line: Readonly<Record<string, unknown>>) => ({
    ...line,
    err: error === errored ? error : undefined,
  }),
  autoLogging: { ignore: (request) => request.url?.startsWith('/health') === true || request.url === '/metrics' },
  serializers: {
    req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url: url.split('?')[0] }),
    res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
  },
};
