import type { Label, LabelField } from '../label.js';
import { LabelCollector } from './label-collector.js';
import { FileColumn } from './file-column.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels, ReadOptions } from './label-format.js';
import { RavenSelections } from './raven-selections.js';
import { readNumber, readOptionalNumber } from './read-number.js';
import { readTable, remarkOn, type TableRecord } from './records.js';
import { tabRows, toTabRow } from './tab-rows.js';

type Column = Exclude<LabelField, 'id'> | 'view' | 'selection';
/** Of tables that Raven writes of a list of files. */
type ReadColumn = Column | 'durationSeconds' | 'fileName' | 'fileOnsetSeconds';

const TITLES = {
  selection: 'Selection',
  view: 'View',
  channel: 'Channel',
  onsetSeconds: 'Begin Time (s)',
  offsetSeconds: 'End Time (s)',
  lowFrequencyHz: 'Low Freq (Hz)',
  highFrequencyHz: 'High Freq (Hz)',
  species: 'Species',
  individual: 'Individual',
  cluster: 'Cluster',
  text: 'Annotation',
  confidence: 'Confidence',
  modelName: 'Model',
  modelVersion: 'Model Version',
} as const satisfies Record<Column, string>;
const ORDER = Object.keys(TITLES) as Column[];
const FURTHER = {
  durationSeconds: 'Delta Time (s)',
  fileName: 'Begin File',
  fileOnsetSeconds: 'File Offset (s)',
} as const;
const READ = { ...TITLES, ...FURTHER };
const COLUMNS = Object.fromEntries(
  Object.entries(READ).map(([column, title]) => [title.toLowerCase(), column as ReadColumn]),
);
const OPTIONAL = ['lowFrequencyHz', 'highFrequencyHz', 'confidence'] as const;
const TEXTS = ['species', 'individual', 'cluster', 'text'] as const;
const MODEL = ['modelName', 'modelVersion'] as const;

/** @param isOfList whether the times count from the start of the first of several files, and `File Offset (s)` from that of the row's own */
function readTimes({ cell, start: place }: TableRecord<ReadColumn>, isOfList: boolean): [number, number] {
  const number = (column: keyof typeof READ): number => {
    const found = cell(column);
    if (found === undefined) throw new LabelFileError(place, `the header has no column "${READ[column]}".`);
    return readNumber(found.value, found, READ[column]);
  };
  const begin = number('onsetSeconds');
  const isEndless = (cell('offsetSeconds')?.value.trim() ?? '') === '' && cell('durationSeconds') !== undefined;
  const end = isEndless ? begin + number('durationSeconds') : number('offsetSeconds');
  const shift = isOfList ? number('fileOnsetSeconds') - begin : 0;
  return [begin + shift, end + shift];
}

function read(record: TableRecord<ReadColumn>, isOfList: boolean): Partial<Record<LabelField, unknown>> {
  const { cell } = record;
  const [onsetSeconds, offsetSeconds] = readTimes(record, isOfList);
  const values: Partial<Record<LabelField, unknown>> = { onsetSeconds, offsetSeconds };
  for (const field of OPTIONAL) {
    const found = cell(field);
    values[field] = found === undefined ? null : readOptionalNumber(found.value, found, TITLES[field]);
  }
  for (const field of TEXTS) values[field] = cell(field)?.value ?? '';
  for (const field of MODEL) values[field] = cell(field)?.value.trim() === '' ? null : (cell(field)?.value ?? null);
  const channel = cell('channel');
  values.channel = channel === undefined ? 0 : (readOptionalNumber(channel.value, channel, TITLES.channel) ?? 1) - 1;
  return values;
}

const tableOf = (text: string) =>
  readTable<ReadColumn>(tabRows(text), { columns: COLUMNS, required: ['onsetSeconds'] });

function parse(text: string, { fileName }: ReadOptions): ParsedLabels {
  const selections = new RavenSelections(tableOf(text).records);
  const files = new FileColumn(tableOf(text).records, fileName);
  const table = tableOf(text);
  const collector = new LabelCollector(TITLES);
  let repeated = 0;
  for (const record of table.records) {
    if (!files.isWanted(record)) continue;
    if (selections.isRepeated(record)) {
      repeated++;
      continue;
    }
    const place = (field: LabelField) => (field === 'id' ? record.start : (record.cell(field) ?? record.start));
    collector.add(read(record, files.areSeveral), place);
  }
  return {
    labels: collector.labels,
    remarks: [
      ...(repeated > 0 ? [`${repeated} rows of further views of a selection were left out.`] : []),
      ...files.remarks,
      ...remarkOn(table.ignored),
    ],
  };
}

function toRow(label: Label, index: number): string {
  const cells = { ...label, selection: index + 1, view: 'Spectrogram 1', channel: label.channel + 1 };
  return toTabRow(ORDER.map((column) => String(cells[column] ?? '')));
}

/** Raven's selection table. Everything is kept but tabs and line breaks within a text. */
export const raven: LabelFormat = {
  extension: 'selections.txt',
  contentType: 'text/tab-separated-values; charset=utf-8',
  parse,
  write: (labels) => toTabRow(ORDER.map((column) => TITLES[column])) + labels.map(toRow).join(''),
};
