import type { Label, LabelField } from '../label.js';
import { LabelCollector } from './label-collector.js';
import type { LabelFormat, ParsedLabels } from './label-format.js';
import { readNumber, readOptionalNumber } from './read-number.js';
import { readTable, remarkOn, type TableRecord } from './records.js';
import { tabRows, toTabRow } from './tab-rows.js';

type Column = Exclude<LabelField, 'id'> | 'view' | 'selection';

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
const COLUMNS = Object.fromEntries(ORDER.map((column) => [TITLES[column].toLowerCase(), column]));
const NUMBERS = ['onsetSeconds', 'offsetSeconds'] as const;
const OPTIONAL = ['lowFrequencyHz', 'highFrequencyHz', 'confidence'] as const;
const TEXTS = ['species', 'individual', 'cluster', 'text'] as const;
const MODEL = ['modelName', 'modelVersion'] as const;

function read({ cell }: TableRecord<Column>): Partial<Record<LabelField, unknown>> {
  const values: Partial<Record<LabelField, unknown>> = {};
  for (const field of NUMBERS) values[field] = readNumber(cell(field)!.value, cell(field)!, TITLES[field]);
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

function parse(text: string): ParsedLabels {
  const table = readTable<Column>(tabRows(text), { columns: COLUMNS, required: [...NUMBERS] });
  const collector = new LabelCollector(TITLES);
  let waveforms = 0;
  for (const record of table.records) {
    // Raven lists a selection once for each view that shows it; the one of the waveform repeats that of the spectrogram.
    if (/^waveform/i.test(record.cell('view')?.value ?? '')) {
      waveforms++;
      continue;
    }
    const place = (field: LabelField) => (field === 'id' ? record.start : (record.cell(field) ?? record.start));
    collector.add(read(record), place);
  }
  return {
    labels: collector.labels,
    remarks: [
      ...(waveforms > 0 ? [`${waveforms} rows of waveform views were left out.`] : []),
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
