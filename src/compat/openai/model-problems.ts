import type { ErrorFormat } from '../../common/errors/error-format.js';
import { problemFormat } from '../../common/errors/problem-format.js';
import { toOpenaiError } from './openai-errors.js';

const LIST_OR_MODEL = /^\/v1\/models(?:\/(?!finetunes\/?$|pulls\/?$)[^/]+)?\/?$/i;

/** Whether a client of OpenAI may ask: the native list of models and one of them are what it knows, too. */
export const isModelsRead = ({ method, url }: { readonly method: string; readonly url: string }): boolean =>
  (method === 'GET' || method === 'HEAD') && LIST_OR_MODEL.test(url.split('?', 1)[0]);

/** The problem of every native route with the further member `error`, as RFC 9457 allows it, which is where OpenAI's clients look for the message. */
export const modelProblems: ErrorFormat = {
  contentType: problemFormat.contentType,
  describe: (error, request) => ({ ...(problemFormat.describe(error, request) as object), ...toOpenaiError(error) }),
};
