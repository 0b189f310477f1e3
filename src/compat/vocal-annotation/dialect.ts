import type { Dialect } from '../edge/dialect.js';
import { errorSentence } from '../edge/error-sentence.js';

/** Paths of the annotation back-end, lower case, without slashes around them. */
const ROUTES: ReadonlySet<string> = new Set([
  'upload',
  'upload-by-url',
  'release-audio-given-ids',
  'get-status',
  'get-audio-clip-spec',
  'get-audio-clip-wav',
  'get-audio-clip-for-visualization',
  'get-labels',
  'whisperseg-auth',
  'list-models-available-for-inference',
  'list-models-available-for-finetuning',
  'list-models-training-in-progress',
  'finetune-whisperseg',
  'get-metadata',
  'api/metadata',
  'get-annotations',
  'post-annotations',
  'annotation/annotation-time',
  'estimate-annotation-time',
]);
/** Routes whose last part is the hash of what they are about. */
const WITH_HASH = /^((?:get|post)-annotations|api\/metadata)\/[^/]+$/;

/** The vocal annotation back-end: called from web pages of any origin, errors as `{"error": "…"}`. */
export const vocalAnnotationDialect: Dialect = {
  name: 'vocal annotation',
  claims: (path) => {
    const route = path.toLowerCase().replace(/^\/|\/$/g, '');
    return ROUTES.has(WITH_HASH.exec(route)?.[1] ?? route);
  },
  errorFormat: errorSentence,
  anyOrigin: true,
};
