import type { Label } from '../label.js';
import type { Cell } from './csv-rows.js';
import { LabelCollector } from './label-collector.js';
import { LabelFileError } from './label-file-error.js';
import type { LabelFormat, ParsedLabels } from './label-format.js';
import { fromLabelText, toLabelText } from './label-text.js';
import { readNumber } from './read-number.js';
import { tabRows } from './tab-rows.js';

const NAMES = {
  onsetSeconds: 'start',
  offsetSeconds: 'end',
  lowFrequencyHz: 'low frequency',
  highFrequencyHz: 'high frequency',
};

/** Audacity writes -1 for a frequency that is not set. */
function readFrequency(cell: Cell): number | null {
  const number = readNumber(cell.value, cell, 'frequency', true);
  return number < 0 ? null : number;
}

const isFrequencies = (row: readonly Cell[]): boolean => row[0].value.trim() === '\\';

/** A time and a text alone are a point, as Audacity reads them; the text of any label may have tabs. */
function cellsOf([start, second, ...others]: readonly Cell[]): { start: Cell; end: Cell; texts: readonly Cell[] } {
  const isPoint = others.length === 0 && second.value.trim() !== '' && !/^[-+.\d]/.test(second.value.trim());
  return isPoint ? { start, end: start, texts: [second] } : { start, end: second, texts: others };
}

function parse(text: string): ParsedLabels {
  const collector = new LabelCollector(NAMES);
  const rows = tabRows(text);
  let next = rows.next();
  while (next.done !== true) {
    const row = next.value;
    if (isFrequencies(row)) throw new LabelFileError(row[0], 'frequencies must follow the label that has them.');
    if (row.length < 2) throw new LabelFileError(row[0], 'a label is "start", a tab, "end", a tab and its text.');
    const { start, end, texts } = cellsOf(row);
    next = rows.next();
    const second = next.done !== true && isFrequencies(next.value) ? next.value : undefined;
    if (second !== undefined && second.length !== 3) {
      throw new LabelFileError(second[0], 'frequencies are a backslash, a tab, the low one, a tab and the high one.');
    }
    const frequencies = second && { low: readFrequency(second[1]), high: readFrequency(second[2]) };
    if (second !== undefined) next = rows.next();
    const values = {
      onsetSeconds: readNumber(start.value, start, 'start', true),
      offsetSeconds: readNumber(end.value, end, 'end', true),
      lowFrequencyHz: frequencies?.low ?? null,
      highFrequencyHz: frequencies?.high ?? null,
      ...fromLabelText(texts.map(({ value }) => value).join('\t')),
    };
    collector.add(values, (field) => {
      if (field === 'onsetSeconds') return start;
      if (field === 'offsetSeconds') return end;
      if (field === 'lowFrequencyHz') return second?.[1] ?? start;
      if (field === 'highFrequencyHz') return second?.[2] ?? start;
      return texts[0] ?? start;
    });
  }
  return { labels: collector.labels, remarks: [] };
}

function toLines(label: Label): string {
  const { onsetSeconds, offsetSeconds, lowFrequencyHz: low, highFrequencyHz: high } = label;
  const first = `${onsetSeconds.toFixed(6)}\t${offsetSeconds.toFixed(6)}\t${toLabelText(label)}\n`;
  return low === null && high === null ? first : `${first}\\\t${low ?? -1}\t${high ?? -1}\n`;
}

/** Audacity's label track. Channel, confidence and model are not kept. */
export const audacity: LabelFormat = {
  extension: 'txt',
  contentType: 'text/plain; charset=utf-8',
  lost: ['channel', 'confidence', 'modelName', 'modelVersion'],
  parse,
  write: (labels) => labels.map(toLines).join(''),
};
