import type { LabelField } from '../label.js';
import { csvRows, separatorOf, toCsvRow } from './csv-rows.js';
import { FileColumn } from './file-column.js';
import { LabelCollector } from './label-collector.js';
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
const FREQUENCIES = ['lowFrequencyHz', 'highFrequencyHz'] as const;
const KNOWN = Object.fromEntries(Object.values(COLUMNS).map((column) => [column, true]));
const TEXTS = ['species', 'individual', 'cluster'] as const;
const NUMBERS = ['onsetSeconds', 'offsetSeconds', 'lowFrequencyHz', 'highFrequencyHz', 'channel'] as const;

function read(record: TableRecord<Column>, withComma: boolean): Partial<Record<LabelField, unknown>> {
  const values: Partial<Record<LabelField, unknown>> = {};
  for (const field of TEXTS) values[field] = record.cell(field)?.value ?? '';
  for (const field of NUMBERS) {
    const cell = record.cell(field);
    const isOptional = field !== 'onsetSeconds' && field !== 'offsetSeconds';
    if (cell === undefined || (isOptional && cell.value.trim() === '')) continue;
    const number = readNumber(cell.value, cell, NAMES[field], withComma);
    values[field] = number === -1 && (field === 'lowFrequencyHz' || field === 'highFrequencyHz') ? null : number;
  }
  return values;
}

const tableOf = (text: string) =>
  readTable<Column>(csvRows(text), {
    columns: COLUMNS,
    required: ['onsetSeconds', 'offsetSeconds'],
    tooLong: 'Put a cell that contains the separator in quotation marks.',
  });

function parse(text: string, { fileName }: ReadOptions): ParsedLabels {
  const files = new FileColumn(tableOf(text).records, fileName);
  const { records, ignored } = tableOf(text);
  const withComma = separatorOf(text) !== ',';
  const collector = new LabelCollector(NAMES);
  for (const record of records) {
    if (!files.isWanted(record)) continue;
    const values = read(record, withComma);
    // What the annotation client writes when there is no label at all.
    if (values.onsetSeconds === -1 && values.offsetSeconds === -1) continue;
    collector.add(values, (field) => (field in KNOWN ? record.cell(field as Column) : undefined) ?? record.start);
  }
  return { labels: collector.labels, remarks: [...files.remarks, ...remarkOn(ignored)] };
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
    lost: [...(hasFrequencies ? [] : FREQUENCIES), 'text', 'confidence', 'modelName', 'modelVersion'],
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
