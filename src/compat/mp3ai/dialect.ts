import type { Dialect } from '../edge/dialect.js';
import { restErrors } from './rest/rest-errors.js';

/** `/auth/users…` and `/auth/token…`, `/api/v1` and what is below it; Earshot's own are below `/v1`. */
const ROUTES = /^\/(?:auth\/(?:users|token)|api\/v1)(?=[/.]|$)/i;
/** Django REST framework takes the format of the answer as the ending of the path, before its last slash or after it. */
const FORMAT_SUFFIX = /(\/?)\.json(\/?)$/i;

/** mp3.ai: Django REST framework and djoser, called by a Python script with a token. */
export const mp3aiDialect: Dialect = {
  name: 'mp3.ai',
  claims: (path) => ROUTES.test(path),
  toRoute: (path) => path.replace(FORMAT_SUFFIX, '$1$2'),
  errorFormat: restErrors,
  anyOrigin: false,
};
