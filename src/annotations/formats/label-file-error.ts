import { UnprocessableError } from '../../common/errors/errors.js';

/** A place in a text file, both counted from 1. Columns are characters (UTF-16 code units) of the line. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The first fault of a file of labels. */
export class LabelFileError extends UnprocessableError {
  constructor({ line, column }: Place, message: string) {
    const place = `line ${line}, column ${column}`;
    super('invalid-label-file', `Line ${line}, column ${column}: ${message}`, {
      errors: [{ field: place, message, line, column }],
    });
  }
}

const BREAK = /\r\n|\r|\n/g;

/** Where a character of the text stands. */
export function placeAt(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (const {
    index,
    0: { length },
  } of text.matchAll(BREAK)) {
    if (index + length > offset) break;
    line++;
    start = index + length;
  }
  return { line, column: offset - start + 1 };
}

export interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines of a text, without what ends them (LF, CRLF or CR). */
export function* linesOf(text: string): Generator<Line> {
  let start = 0;
  let number = 1;
  for (const {
    index,
    0: { length },
  } of text.matchAll(BREAK)) {
    yield { number: number++, text: text.slice(start, index) };
    start = index + length;
  }
  if (start < text.length) yield { number, text: text.slice(start) };
}
