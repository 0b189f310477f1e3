import { hash } from 'node:crypto';
import { LABEL_COLUMNS } from './label-columns.js';

/** A row as the database takes it, by the names of its columns. */
export type LabelRow = Readonly<Record<string, unknown>> & { readonly id?: string };

/** Equal for labels that say the same, whatever their ids. As short for a long text, since those of a whole version are held at a time. */
export const contentOf = (row: LabelRow): string =>
  hash('sha256', JSON.stringify(LABEL_COLUMNS.map((column) => row[column])), 'base64');
