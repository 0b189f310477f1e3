import { textFeatures } from '../features/text-features.js';
import type { SentimentExample } from './read-examples.js';

/** The features of many texts, row by row (compressed sparse rows), and their classes. */
export interface SparseRows {
  /** Of row `i` the entries `starts[i]` to `starts[i + 1]`. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  readonly labels: Uint8Array;
}

/** Rows that are read at a time: lists of all entries of a corpus would take gigabytes. */
const CHUNK = 1024;

export function toSparseRows(examples: readonly SentimentExample[], bucketCount: number): SparseRows {
  const starts = new Uint32Array(examples.length + 1);
  const chunks: { readonly columns: Uint32Array; readonly values: Float32Array }[] = [];
  for (let first = 0; first < examples.length; first += CHUNK) {
    const features = examples.slice(first, first + CHUNK).map(({ text }) => textFeatures(text, bucketCount));
    for (const [index, { rows }] of features.entries()) {
      starts[first + index + 1] = starts[first + index] + rows.length;
    }
    chunks.push({
      columns: Uint32Array.from(features.flatMap(({ rows }) => rows)),
      values: Float32Array.from(features.flatMap(({ values }) => values)),
    });
  }
  const columns = new Uint32Array(starts[examples.length]);
  const values = new Float32Array(columns.length);
  let place = 0;
  for (const chunk of chunks) {
    columns.set(chunk.columns, place);
    values.set(chunk.values, place);
    place += chunk.columns.length;
  }
  return { starts, columns, values, labels: Uint8Array.from(examples, ({ label }) => label) };
}

/** Rows without some of their columns, and what those columns were called before. */
export interface KeptColumns {
  readonly rows: SparseRows;
  /** By column, the number that it had. */
  readonly kept: Uint32Array;
}

/** The same rows with only the columns that occur in `least` of them or more, numbered without gaps. */
export function dropRareColumns(rows: SparseRows, columnCount: number, least: number): KeptColumns {
  const counts = new Uint32Array(columnCount);
  for (const column of rows.columns) counts[column]++;
  const kept = new Uint32Array(columnCount).map((_, column) => column).filter((column) => counts[column] >= least);
  const places = new Int32Array(columnCount).fill(-1);
  for (const [place, column] of kept.entries()) places[column] = place;
  const starts = new Uint32Array(rows.starts.length);
  const columns = new Uint32Array(rows.columns.length);
  const values = new Float32Array(rows.columns.length);
  let end = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let entry = rows.starts[row]; entry < rows.starts[row + 1]; entry++) {
      const place = places[rows.columns[entry]];
      if (place < 0) continue;
      columns[end] = place;
      values[end++] = rows.values[entry];
    }
    starts[row + 1] = end;
  }
  return {
    kept,
    rows: { starts, columns: columns.slice(0, end), values: values.slice(0, end), labels: rows.labels },
  };
}
