import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { csvRows } from '../../annotations/formats/csv-rows.js';
import { decodeText } from '../../annotations/formats/decode-text.js';
import { LABEL_FORMATS } from '../../annotations/formats/label-formats.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import { clusterName } from '../../segmentation/cluster-name.js';
import type { Segment } from '../../segmentation/scores/segment.js';

/** What a file of labels holds of one recording. */
export interface LabelledSegments {
  readonly segments: readonly Segment[];
  /** How exact the labels are, where the file says so. */
  readonly toleranceSeconds?: number;
  readonly minFrequencyHz?: number;
}

/** Extensions of files of labels. */
export const LABEL_EXTENSIONS = ['.json', '.csv'];

/**
 * Reads the labels of one recording: WhisperSeg's JSON (`{"onset": […], "offset": […], "cluster": […]}`), Earshot's JSON, or CSV.
 * @throws UnprocessableError naming the file and its first fault
 */
export async function readSegments(path: string, fileName?: string): Promise<LabelledSegments> {
  const text = decodeText(await readFile(path));
  try {
    if (extname(path).toLowerCase() !== '.json') return { segments: fromTable('csv', text, fileName) };
    const content = JSON.parse(text) as unknown;
    const isColumns = typeof content === 'object' && content !== null && 'onset' in content;
    return isColumns ? fromColumns(content) : { segments: fromTable('json', text) };
  } catch (error) {
    if (error instanceof UnprocessableError || error instanceof SyntaxError) {
      throw new UnprocessableError('invalid-label-file', `${path}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** Reads a CSV of several recordings; '' names rows without a file name. */
export async function readSegmentsByFile(path: string): Promise<Map<string, readonly Segment[]>> {
  const rows = csvRows(decodeText(await readFile(path)));
  const header = rows.next();
  const column = header.done ? -1 : header.value.findIndex(({ value }) => value.trim().toLowerCase() === 'filename');
  const names = new Set<string>();
  if (column >= 0) for (const row of rows) names.add(row.at(column)?.value.trim() ?? '');
  if (names.size <= 1) return new Map([[[...names][0] ?? '', (await readSegments(path)).segments]]);
  const byFile = new Map<string, readonly Segment[]>();
  for (const name of names) byFile.set(name, (await readSegments(path, name)).segments);
  return byFile;
}

const fromTable = (format: 'csv' | 'json', text: string, fileName?: string): Segment[] =>
  LABEL_FORMATS[format].parse(text, { fileName }).labels.map(({ onsetSeconds, offsetSeconds, ...label }) => ({
    onset: onsetSeconds,
    offset: offsetSeconds,
    class: clusterName(label),
  }));

function fromColumns(content: object): LabelledSegments {
  const fields = content as Readonly<Record<string, unknown>>;
  const onsets = numbers(fields, 'onset');
  const offsets = numbers(fields, 'offset');
  const clusters = fields.cluster ?? onsets.map(() => '');
  if (!Array.isArray(clusters) || offsets.length !== onsets.length || clusters.length !== onsets.length) {
    throw new UnprocessableError('invalid-label-file', 'onset, offset and cluster must be lists of one length.');
  }
  const segments = onsets.map((onset, index) => ({
    onset,
    offset: offsets[index],
    class: clusterName({ species: '', individual: '', cluster: String(clusters[index]) }),
  }));
  const { tolerance, min_frequency: minFrequency } = fields;
  return {
    segments,
    ...(isPositive(tolerance) && { toleranceSeconds: tolerance }),
    ...(isPositive(minFrequency) && { minFrequencyHz: minFrequency }),
  };
}

const isPositive = (value: unknown): value is number => typeof value === 'number' && value > 0;

function numbers(fields: Readonly<Record<string, unknown>>, name: string): number[] {
  const values = fields[name];
  if (Array.isArray(values) && values.every((value) => Number.isFinite(value))) return values as number[];
  throw new UnprocessableError('invalid-label-file', `"${name}" must be a list of numbers.`);
}
