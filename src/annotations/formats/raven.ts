import type { Label, LabelField } from '../label.js';
import { LabelCollector } from './label-collector.js';
import { FileColumn } from './file-column.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels, ReadOptions } from './label-format.js';
import { RavenSelections } from './raven-selections.js';
import { readNumber, readOptionalNumber } from './read-number.js';
import { readTable, remarkOn, type Table, type TableRecord } from './records.js';
import { TABS_END_CELLS, tabRows, toTabRow } from './tab-rows.js';

type Column = Exclude<LabelField, 'id'> | 'view' | 'selection';
/** Of tables that Raven writes of a list of files, and of BirdNET's. */
type ReadColumn = Column | 'durationSeconds' | 'fileName' | 'fileOnsetSeconds' | 'filePath' | 'commonName';

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
  filePath: 'Begin Path',
  commonName: 'Common Name',
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

/** What BirdNET writes where it heard nothing. */
const NO_CALL = 'nocall';

/** The record with what stands in another column in tables of other programs. */
const completed = ({ start, cell }: TableRecord<ReadColumn>): TableRecord<ReadColumn> => ({
  start,
  cell: (column) => {
    if (column === 'species') return cell('species') ?? cell('commonName');
    if (column !== 'fileName') return cell(column);
    const path = cell('filePath');
    return cell('fileName') ?? (path && { ...path, value: path.value.replace(/^.*[/\\]/s, '') });
  },
});

function* completedRecords(records: Iterable<TableRecord<ReadColumn>>): Generator<TableRecord<ReadColumn>> {
  for (const record of records) yield completed(record);
}

const readRavenTable = (text: string) =>
  readTable<ReadColumn>(tabRows(text), { columns: COLUMNS, required: ['onsetSeconds'], tooLong: TABS_END_CELLS });

function parse(text: string, { fileName }: ReadOptions): ParsedLabels {
  const tableOf = (): Table<ReadColumn> => {
    const { records, ignored } = readRavenTable(text);
    return { records: completedRecords(records), ignored };
  };
  const selections = new RavenSelections(tableOf().records);
  const files = new FileColumn(tableOf().records, fileName);
  const table = tableOf();
  const collector = new LabelCollector(TITLES);
  let [repeated, silent] = [0, 0];
  for (const record of table.records) {
    if (!files.isWanted(record)) continue;
    if (selections.isRepeated(record)) {
      repeated++;
      continue;
    }
    if (record.cell('commonName')?.value.trim() === NO_CALL) {
      silent++;
      continue;
    }
    const place = (field: LabelField) => (field === 'id' ? record.start : (record.cell(field) ?? record.start));
    collector.add(read(record, files.areSeveral), place);
  }
  return {
    labels: collector.labels,
    remarks: [
      ...(repeated > 0 ? [`${repeated} rows of further views of a selection were left out.`] : []),
      ...(silent > 0 ? [`${silent} rows of "${NO_CALL}" were left out.`] : []),
      ...files.remarks,
      ...remarkOn(table.ignored),
    ],
  };
}

function toRow(label: Label, index: number): string {
  const cells = { ...label, selection: index + 1, view: 'Spectrogram 1', channel: label.channel + 1 };
  return toTabRow(ORDER.map((column) => String(cells[column] ?? '')));
}

/** Raven's selection table. Everything is kept; tabs and line breaks within a text become spaces, as Raven knows no quotation marks. */
export const raven: LabelFormat = {
  extension: 'selections.txt',
  contentType: 'text/tab-separated-values; charset=utf-8',
  lost: [],
  flattensText: true,
  parse,
  write: (labels) => toTabRow(ORDER.map((column) => TITLES[column])) + labels.map(toRow).join(''),
};
