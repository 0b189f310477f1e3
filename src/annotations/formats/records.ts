import type { Cell } from './csv-rows.js';
import { LabelFileError, type Place } from './label-file-error.js';

/** One record of a table, its cells by the meaning of their columns. */
export interface TableRecord<Column extends string> {
  readonly start: Place;
  /** `undefined` when the file does not have the column. */
  readonly cell: (column: Column) => Cell | undefined;
}

export interface Table<Column extends string> {
  readonly records: Iterable<TableRecord<Column>>;
  /** Columns of the file that mean nothing here. */
  readonly ignored: readonly string[];
}

interface Layout<Column extends string> {
  /** What a column may be called in the file, in lower case. */
  readonly columns: Readonly<Record<string, Column>>;
  readonly required: readonly Column[];
  /** How to mend a row with more cells than the header. */
  readonly tooLong: string;
}

/**
 * Reads rows by the names of their columns, which the first one holds, in any order.
 * @throws LabelFileError for columns that are missing or come twice, and for rows of another length
 */
export function readTable<Column extends string>(
  rows: Iterator<Cell[]>,
  { columns, required, tooLong }: Layout<Column>,
): Table<Column> {
  const first = rows.next();
  if (first.done === true) throw new LabelFileError({ line: 1, column: 1 }, 'the file is empty.');
  const header = first.value;
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [index, { value, ...place }] of header.entries()) {
    const name = value.trim().toLowerCase();
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) ignored.push(value);
    else if (places.has(column)) throw new LabelFileError(place, `there are two columns for ${value}.`);
    else places.set(column, index);
  }
  const missing = required.find((column) => !places.has(column));
  if (missing !== undefined) {
    const wanted = Object.keys(columns).find((name) => columns[name] === missing)!;
    throw new LabelFileError(
      { line: header[0].line, column: 1 },
      `the header has no column "${wanted}" (it has ${namesOf(header)}). If another program wrote the file, name its format, as ?format=raven.`,
    );
  }
  function* records(): Generator<TableRecord<Column>> {
    for (let row = rows.next(); row.done !== true; row = rows.next()) {
      const cells = row.value;
      if (cells.length !== header.length) {
        const fix = cells.length > header.length ? ` ${tooLong}` : '';
        const message = `the header has ${header.length} columns, this line ${cells.length}.${fix}`;
        throw new LabelFileError({ line: cells[0].line, column: cells.at(-1)!.column }, message);
      }
      yield { start: cells[0], cell: (column) => cells[places.get(column) ?? -1] };
    }
  }
  return { records: records(), ignored };
}

const MOST_NAMES = 8;
const LONGEST_NAMES = 120;

function namesOf(header: readonly Cell[]): string {
  const names = header.slice(0, MOST_NAMES).map(({ value }) => `"${value.trim()}"`);
  if (header.length > MOST_NAMES) names.push('…');
  return names.join(', ').slice(0, LONGEST_NAMES);
}

/** What to tell people about columns that mean nothing here. */
export const remarkOn = (ignored: readonly string[]): string[] =>
  ignored.length === 0 ? [] : [`Columns that were not read: ${ignored.slice(0, 20).join(', ').slice(0, 500)}.`];
