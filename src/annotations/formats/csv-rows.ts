import { LabelFileError, type Place } from './label-file-error.js';

export interface Cell extends Place {
  readonly value: string;
}

const BREAK = /^(\r\n|\r|\n)/;
/** No table of labels has as many; a row without end would fill the memory. */
export const MAX_COLUMNS = 200;

/** Place of the quotation mark that closes the one at `start`, or -1. Not a pattern: those take memory for every character. */
function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}

const PLAIN = {
  ',': /[^",\r\n]*/y,
  ';': /[^";\r\n]*/y,
  '\t': /[^"\t\r\n]*/y,
};
export type Separator = keyof typeof PLAIN;

function plainEnd(text: string, start: number, pattern: RegExp): number {
  pattern.lastIndex = start;
  return start + pattern.exec(text)![0].length;
}

/** What spreadsheets put first so that they read their own files: `sep=;`. */
const DECLARATION = /^sep=([,;\t])$/i;

/** What stands between the cells: what the first line says or, by its looks, has. Where a comma is for decimals, it is a semicolon. */
export function separatorOf(text: string): Separator {
  const first = /^[^\r\n]*/.exec(text)![0];
  const declared = DECLARATION.exec(first)?.[1];
  if (declared !== undefined) return declared as Separator;
  if (first.includes(',')) return ',';
  return (['\t', ';'] as const).find((separator) => first.includes(separator)) ?? ',';
}

export const tooManyColumns = (place: Place): LabelFileError =>
  new LabelFileError(place, `the line has more than ${MAX_COLUMNS} columns.`);

/**
 * The records of a CSV file (RFC 4180), each a list of cells; a line `sep=` is none. LF and CR end a line as well as CRLF; empty lines are left out.
 * @throws LabelFileError for quotation marks that are not closed or stand in the middle of a cell
 */
export function* csvRows(text: string, separator: Separator = separatorOf(text)): Generator<Cell[]> {
  let position = 0;
  let line = 1;
  let lineStart = 0;
  let row: Cell[] = [];
  while (position < text.length) {
    const place = { line, column: position - lineStart + 1 };
    const isQuoted = text[position] === '"';
    const end = isQuoted ? closingQuote(text, position) + 1 : plainEnd(text, position, PLAIN[separator]);
    if (isQuoted && end === 0) throw new LabelFileError(place, 'the quotation mark that begins here is never closed.');
    if (row.length === MAX_COLUMNS) throw tooManyColumns(place);
    const value = isQuoted ? text.slice(position + 1, end - 1).replaceAll('""', '"') : text.slice(position, end);
    for (const {
      index,
      0: { length },
    } of isQuoted ? text.slice(position + 1, end).matchAll(/\r\n|\r|\n/g) : []) {
      line++;
      lineStart = position + 1 + index + length;
    }
    position = end;
    const lineBreak = BREAK.exec(text.slice(position, position + 2))?.[0];
    if (position < text.length && text[position] !== separator && lineBreak === undefined) {
      const here = { line, column: position - lineStart + 1 };
      throw new LabelFileError(
        here,
        isQuoted
          ? 'after a closing quotation mark the next separator or the end of the line must follow; double the quotation marks within a cell.'
          : 'a quotation mark stands in the middle of a cell; put the whole cell in quotation marks and double it.',
      );
    }
    row.push({ value, ...place });
    if (text[position] === separator) {
      position++;
      // A separator at the very end begins one more cell, which is empty.
      if (position === text.length) row.push({ value: '', line, column: position - lineStart + 1 });
      continue;
    }
    const isDeclaration = line === 1 && DECLARATION.test(text.slice(0, position));
    if (!isDeclaration && (row.length > 1 || row[0].value !== '' || isQuoted)) yield row;
    row = [];
    position += lineBreak?.length ?? 0;
    line++;
    lineStart = position;
  }
  if (row.length > 0) yield row;
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export const toCsvCell = (value: string): string =>
  NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

export const toCsvRow = (values: readonly string[]): string => `${values.map(toCsvCell).join(',')}\r\n`;
