import type { Label } from '../label.js';

/** Columns of a label's content with their types, by the names that the API has for them. */
const COLUMNS = {
  onsetSeconds: ['onset_seconds', 'double precision'],
  offsetSeconds: ['offset_seconds', 'double precision'],
  lowFrequencyHz: ['low_frequency_hz', 'double precision'],
  highFrequencyHz: ['high_frequency_hz', 'double precision'],
  channel: ['channel', 'smallint'],
  species: ['species', 'text'],
  individual: ['individual', 'text'],
  cluster: ['cluster', 'text'],
  text: ['text', 'text'],
  confidence: ['confidence', 'double precision'],
  modelName: ['model_name', 'text'],
  modelVersion: ['model_version', 'text'],
} as const satisfies Record<Exclude<keyof Label, 'id'>, readonly [string, string]>;

const entries = Object.entries(COLUMNS);

/** As they stand in the table. */
export const LABEL_COLUMNS = entries.map(([, [column]]) => column);
/** `onset_seconds, …` */
export const CONTENT = LABEL_COLUMNS.join(', ');
/** `onset_seconds double precision, …` */
export const CONTENT_TYPES = entries.map(([, [column, type]]) => `${column} ${type}`).join(', ');
/** `onset_seconds AS "onsetSeconds", …` */
export const AS_LABEL = ['id', ...entries.map(([name, [column]]) => `${column} AS "${name}"`)].join(', ');
/** The whole content as one value that can be compared and joined on; NULL is a value like others. */
export const contentKey = (alias: string): string =>
  `CAST(ROW(${entries.map(([, [column]]) => `${alias}.${column}`).join(', ')}) AS text)`;
/** The rows of a track that belong to a version. */
export const inVersion = (track: string, version: string): string =>
  `track_id = ${track} AND from_version <= ${version} AND (until_version IS NULL OR until_version > ${version})`;
