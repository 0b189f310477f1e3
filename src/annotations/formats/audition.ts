import type { Label, LabelField } from '../label.js';
import { fromClockTime, toClockTime } from './clock-time.js';
import type { Cell } from './csv-rows.js';
import { LabelCollector } from './label-collector.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels } from './label-format.js';
import { fromLabelText, toLabelText } from './label-text.js';
import { readTable } from './records.js';
import { TABS_END_CELLS, tabRows, toTabRow } from './tab-rows.js';

const HEADER = ['Name', 'Start', 'Duration', 'Time Format', 'Type', 'Description'];
type Column = 'name' | 'start' | 'duration' | 'timeFormat' | 'type' | 'description';
const COLUMNS: Readonly<Record<string, Column>> = {
  name: 'name',
  start: 'start',
  duration: 'duration',
  'time format': 'timeFormat',
  type: 'type',
  description: 'description',
};
const FIELD_NAMES = { onsetSeconds: 'Start', offsetSeconds: 'Duration', text: 'Description', cluster: 'Name' };

function readTime(cell: Cell, name: string): number {
  const seconds = fromClockTime(cell.value);
  if (seconds === undefined) throw new LabelFileError(cell, `${name} must be a time as 0:07.250 or 1:02:07.250.`);
  return seconds;
}

function parse(text: string): ParsedLabels {
  const { records } = readTable<Column>(tabRows(text), {
    columns: COLUMNS,
    required: ['start', 'duration'],
    tooLong: TABS_END_CELLS,
  });
  const collector = new LabelCollector(FIELD_NAMES);
  for (const { start: place, cell } of records) {
    const format = cell('timeFormat');
    if (format !== undefined && !/^(decimal)?$/i.test(format.value.trim())) {
      throw new LabelFileError(
        format,
        'only the time format "decimal" can be read; choose it in Audition and export again.',
      );
    }
    const onsetSeconds = readTime(cell('start')!, 'Start');
    const names = fromLabelText(cell('name')?.value ?? '');
    const values = {
      onsetSeconds,
      offsetSeconds: onsetSeconds + readTime(cell('duration')!, 'Duration'),
      ...names,
      text: cell('description')?.value === '' ? names.text : (cell('description')?.value ?? ''),
    };
    const columnOf = (field: LabelField): Column => {
      if (field === 'onsetSeconds') return 'start';
      if (field === 'offsetSeconds') return 'duration';
      return field === 'text' ? 'description' : 'name';
    };
    collector.add(values, (field) => cell(columnOf(field)) ?? place);
  }
  return { labels: collector.labels, remarks: [] };
}

function toRow(label: Label): string {
  // Of the rounded ends, so that neighbours still meet.
  const start = Math.round(label.onsetSeconds * 1000);
  const duration = (Math.round(label.offsetSeconds * 1000) - start) / 1000;
  const name = toLabelText({ ...label, text: '' });
  return toTabRow([name, toClockTime(start / 1000), toClockTime(duration), 'decimal', 'Cue', label.text]);
}

/** The marker list of Adobe Audition, to the millisecond. Frequencies, channel, confidence and model are not kept. */
export const audition: LabelFormat = {
  extension: 'csv',
  contentType: 'text/tab-separated-values; charset=utf-8',
  lost: ['lowFrequencyHz', 'highFrequencyHz', 'channel', 'confidence', 'modelName', 'modelVersion'],
  flattensText: true,
  parse,
  write: (labels) => toTabRow(HEADER) + labels.map(toRow).join(''),
};
