import type { Dialect } from '../edge/dialect.js';
import { openaiErrors } from './openai-errors.js';

const ROUTES = /^\/v1\/audio(?:\/|$)/i;

/** OpenAI's audio API, called by its client libraries with an API token. */
export const openaiDialect: Dialect = {
  name: "OpenAI's audio API",
  claims: (path) => ROUTES.test(path),
  errorFormat: openaiErrors,
  anyOrigin: false,
};
