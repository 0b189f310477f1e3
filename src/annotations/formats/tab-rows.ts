import { type Cell, MAX_COLUMNS, tooManyColumns } from './csv-rows.js';
import { linesOf } from './label-file-error.js';

/** What to do about a row with more cells than the header. */
export const TABS_END_CELLS = 'A tab ends a cell: replace tabs within a text by spaces.';

/** The records of a file of tab-separated values, without quoting; empty lines are left out. */
export function* tabRows(text: string): Generator<Cell[]> {
  for (const { number, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    let column = 1;
    const values = line.split('\t', MAX_COLUMNS + 1);
    if (values.length > MAX_COLUMNS) throw tooManyColumns({ line: number, column: 1 });
    yield values.map((value) => {
      const cell = { value, line: number, column };
      column += value.length + 1;
      return cell;
    });
  }
}

/** Cells cannot hold tabs and line breaks: they become spaces. */
export const toTabRow = (values: readonly string[]): string =>
  `${values.map((value) => value.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')}\n`;
