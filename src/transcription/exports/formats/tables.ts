import type { TranscriptSegment } from '../../transcript.js';
import type { TranscriptFormat } from './transcript-format.js';

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Start and end in whole milliseconds, then the text, between tabs, as Whisper's own writer has it. */
export const tsv: TranscriptFormat = {
  extension: 'tsv',
  contentType: 'text/tab-separated-values; charset=utf-8',
  write: ({ segments }) =>
    'start\tend\ttext\n' +
    segments
      .map(({ start, end, text }) => `${Math.round(start * 1000)}\t${Math.round(end * 1000)}\t${oneLine(text)}\n`)
      .join(''),
};

/** What a spreadsheet would take for a formula gets an apostrophe, which it does not show (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
const quoted = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const toRow = ({ start, end, confidence, text }: TranscriptSegment): string =>
  `${start.toFixed(3)},${end.toFixed(3)},${confidence.toFixed(4)},${quoted(oneLine(text))}\r\n`;

/** RFC 4180: a line for each segment, times in seconds. */
export const csv: TranscriptFormat = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8',
  write: ({ segments }) => `start,end,confidence,text\r\n${segments.map(toRow).join('')}`,
};
