import type { Dialect } from '../edge/dialect.js';
import { errorSentence } from '../edge/error-sentence.js';

/** Paths of the model service, lower case, without slashes around them. Its lists of models are those of the annotation back-end. */
const ROUTES: ReadonlySet<string> = new Set([
  'status',
  'segment',
  'submit-training-request',
  'list-all-models',
  'get-training-request-queue',
]);

/** WhisperSeg's model services: called by scripts and by a program with windows, errors as `{"error": "…"}`. */
export const whispersegDialect: Dialect = {
  name: 'WhisperSeg',
  claims: (path) => ROUTES.has(path.toLowerCase().replace(/^\/|\/$/g, '')),
  errorFormat: errorSentence,
  anyOrigin: false,
};
