/** Of a request in JSON. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
/** Recordings of one request, or pairs of one zip. */
export const MAX_RECORDINGS = 1_000;
/** Over all recordings. */
export const MAX_AREAS = 10_000;
/** Over all recordings. */
export const MAX_LABELS = 200_000;
/** Two hours: of all areas together. */
export const MAX_AREA_SECONDS = 7_200;
/** Shorter pieces, as what clipping leaves of a label, hold nothing that can be heard. */
export const SHORTEST_SECONDS = 0.001;
