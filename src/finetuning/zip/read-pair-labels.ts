import { LabelFilesService } from '../../annotations/label-files.service.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { checkStructure } from '../../common/http/check-structure.js';
import { parseTolerantJson } from '../../common/http/parse-tolerant-json.js';
import { MAX_LABELS } from '../finetune-limits.js';
import { readLabel } from '../intake/read-stretch.js';
import { fromJoinedName, nameOf } from '../training-set/class-name.js';
import type { GivenLabel } from '../training-set/given-recording.js';

/** What a file of labels says beside them about how its recording was made to be heard. */
export interface PairHints {
  readonly sampleRateHz?: number;
  readonly minFrequencyHz?: number;
  readonly timeStepSeconds?: number;
}

export interface PairLabels {
  readonly labels: readonly GivenLabel[];
  readonly hints: PairHints;
}

const HINTS = { sampleRateHz: 'sr', minFrequencyHz: 'min_frequency', timeStepSeconds: 'spec_time_step' } as const;

const refuse = (message: string): InvalidRequestError => new InvalidRequestError(message);

/**
 * Reads the labels of one recording: `{"onset": […], "offset": […], "cluster": […]}` with or without the clusters, a list of labels as this server
 * exports it, or a table of one of the two CSV dialects.
 * @throws ApplicationError 4xx naming the first label that is wrong
 */
export function readPairLabels(bytes: Uint8Array, format: 'json' | 'csv', audioName: string): PairLabels {
  if (format === 'csv') return { labels: fromLabelFile(bytes, 'csv', audioName), hints: {} };
  const content = parseTolerantJson(new TextDecoder().decode(bytes));
  checkStructure(content, Infinity);
  if (typeof content !== 'object' || content === null) throw refuse('the file must hold a JSON object.');
  if (Array.isArray(content) || 'labels' in content) {
    return { labels: fromLabelFile(bytes, 'json', audioName), hints: {} };
  }
  const fields = content as Record<string, unknown>;
  return { labels: fromColumns(fields), hints: hintsOf(fields) };
}

function fromLabelFile(bytes: Uint8Array, format: 'json' | 'csv', fileName: string): GivenLabel[] {
  const { labels } = LabelFilesService.parse(bytes, format, { fileName });
  return labels.map(({ onsetSeconds: onset, offsetSeconds: offset, channel, species, individual, cluster }, index) => {
    if (offset <= onset) throw refuse(`label ${index}: the offset must be after the onset.`);
    const name = species === '' && individual === '' ? fromJoinedName(cluster) : nameOf(species, individual, cluster);
    // Tables without a column of channels say 0.
    return channel === 0 ? { onset, offset, name } : { onset, offset, channel, name };
  });
}

function column(fields: Record<string, unknown>, key: string, length?: number): unknown[] {
  const values = fields[key];
  if (!Array.isArray(values)) throw refuse(`"${key}" must be a list.`);
  if (length !== undefined && values.length !== length) {
    throw refuse(`"${key}" has ${values.length} values, "onset" ${length}; each label needs one of each.`);
  }
  return values;
}

function fromColumns(fields: Record<string, unknown>): GivenLabel[] {
  const onsets = column(fields, 'onset');
  if (onsets.length > MAX_LABELS) throw refuse(`there are more than ${MAX_LABELS} labels.`);
  const offsets = column(fields, 'offset', onsets.length);
  const clusters = 'cluster' in fields ? column(fields, 'cluster', onsets.length) : undefined;
  return onsets.map((onsetSeconds, index) => {
    const cluster = clusters?.[index] ?? '';
    const isName = typeof cluster === 'string' || typeof cluster === 'number';
    if (!isName) throw refuse(`"cluster" ${index} must be a text or a number.`);
    const joined = fromJoinedName(String(cluster));
    const label = { onsetSeconds, offsetSeconds: offsets[index], ...joined };
    return readLabel(label, `labels.${index}`);
  });
}

const hintsOf = (fields: Record<string, unknown>): PairHints =>
  Object.fromEntries(
    Object.entries(HINTS)
      .map(([name, key]) => [name, fields[key]])
      .filter(([, value]) => typeof value === 'number' && value >= 0),
  ) as PairHints;
