import type { LabelField } from '../label.js';
import { csvRows, toCsvRow } from './csv-rows.js';
import { LabelCollector } from './label-collector.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels, ReadOptions } from './label-format.js';
import { readNumber } from './read-number.js';
import { readTable, remarkOn, type TableRecord } from './records.js';

type Column = Exclude<LabelField, 'id' | 'text' | 'confidence' | 'modelName' | 'modelVersion'> | 'fileName';

/** Of both dialects, and `cluster`, as segmentation programs call it. */
const COLUMNS: Readonly<Record<string, Column>> = {
  onset: 'onsetSeconds',
  offset: 'offsetSeconds',
  minfrequency: 'lowFrequencyHz',
  maxfrequency: 'highFrequencyHz',
  species: 'species',
  individual: 'individual',
  clustername: 'cluster',
  cluster: 'cluster',
  filename: 'fileName',
  channelindex: 'channel',
};
const NAMES = {
  onsetSeconds: 'onset',
  offsetSeconds: 'offset',
  lowFrequencyHz: 'minFrequency',
  highFrequencyHz: 'maxFrequency',
  cluster: 'clustername',
  channel: 'channelIndex',
};
const KNOWN = Object.fromEntries(Object.values(COLUMNS).map((column) => [column, true]));
const TEXTS = ['species', 'individual', 'cluster'] as const;
const NUMBERS = ['onsetSeconds', 'offsetSeconds', 'lowFrequencyHz', 'highFrequencyHz', 'channel'] as const;

function read(record: TableRecord<Column>): Partial<Record<LabelField, unknown>> {
  const values: Partial<Record<LabelField, unknown>> = {};
  for (const field of TEXTS) values[field] = record.cell(field)?.value ?? '';
  for (const field of NUMBERS) {
    const cell = record.cell(field);
    const isOptional = field !== 'onsetSeconds' && field !== 'offsetSeconds';
    if (cell === undefined || (isOptional && cell.value.trim() === '')) continue;
    const number = readNumber(cell.value, cell, NAMES[field]);
    values[field] = number === -1 && (field === 'lowFrequencyHz' || field === 'highFrequencyHz') ? null : number;
  }
  return values;
}

/** A table of several files has rows that are not about this recording. */
function isOfFile(record: TableRecord<Column>, wanted: string | undefined): boolean {
  const name = record.cell('fileName')?.value.trim() ?? '';
  return wanted === undefined || name === '' || name === wanted;
}

const tableOf = (text: string) =>
  readTable<Column>(csvRows(text), { columns: COLUMNS, required: ['onsetSeconds', 'offsetSeconds'] });

/** The first row that is about another file than the first one. */
function differingRow(text: string): TableRecord<Column> | undefined {
  let first: string | undefined;
  for (const record of tableOf(text).records) {
    const name = record.cell('fileName')?.value;
    first ??= name;
    if (name !== first) return record;
  }
  return undefined;
}

function parse(text: string, { fileName }: ReadOptions): ParsedLabels {
  const other = differingRow(text);
  const { records, ignored } = tableOf(text);
  const collector = new LabelCollector(NAMES);
  let taken = 0;
  let left = 0;
  for (const record of records) {
    if (other !== undefined && !isOfFile(record, fileName)) {
      left++;
      continue;
    }
    taken++;
    const values = read(record);
    // What the annotation client writes when there is no label at all.
    if (values.onsetSeconds === -1 && values.offsetSeconds === -1) continue;
    collector.add(values, (field) => (field in KNOWN ? record.cell(field as Column) : undefined) ?? record.start);
  }
  if (other !== undefined && taken === 0) {
    const message = `the table is about several files, none of which is ${JSON.stringify(fileName)}.`;
    throw new LabelFileError(other.cell('fileName')!, message);
  }
  return {
    labels: collector.labels,
    remarks: [...(left > 0 ? [`${left} rows about other files were left out.`] : []), ...remarkOn(ignored)],
  };
}

function csvFormat(hasFrequencies: boolean): LabelFormat {
  const frequencies = hasFrequencies ? ['minFrequency', 'maxFrequency'] : [];
  const header = [
    'onset',
    'offset',
    ...frequencies,
    'species',
    'individual',
    'clustername',
    'filename',
    'channelIndex',
  ];
  return {
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8',
    parse,
    write: (labels, { fileName }) =>
      toCsvRow(header) +
      labels
        .map(({ onsetSeconds, offsetSeconds, lowFrequencyHz, highFrequencyHz, channel, ...names }) =>
          toCsvRow([
            String(onsetSeconds),
            String(offsetSeconds),
            ...(hasFrequencies ? [String(lowFrequencyHz ?? -1), String(highFrequencyHz ?? -1)] : []),
            names.species,
            names.individual,
            names.cluster,
            fileName,
            String(channel),
          ]),
        )
        .join(''),
  };
}

/** The table of the annotation client. Text, confidence and model are not kept; −1 is no frequency. */
export const csv = csvFormat(true);
/** The same without frequencies. */
export const csvBasic = csvFormat(false);
