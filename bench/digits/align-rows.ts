/** Positions from `start` up to but not including `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Part of a row's highest value below which a word is taken to be silent. */
const SILENT_SHARE = 0.3;

/**
 * Parts positions among rows of attention, in order, so that each row has its most (dynamic programming over shares of each
 * position), then takes from the ends of each part what the row hardly looks at.
 */
export function alignRows(rows: readonly Float32Array[]): Span[] {
  if (rows.length === 0) return [];
  const borders = bestBorders(rows.map((row) => row.map((value, place) => value / shareOf(rows, place))));
  return rows.map((row, index) => trim(row, borders[index], borders[index + 1]));
}

function shareOf(rows: readonly Float32Array[], place: number): number {
  return rows.reduce((sum, row) => sum + row[place], 1e-9);
}

/** First position of each row, and the end. */
function bestBorders(rows: readonly Float32Array[]): number[] {
  const [{ length }] = rows;
  let best = new Float64Array(length + 1);
  const choices = rows.map((row, index) => {
    const next = new Float64Array(length + 1).fill(-Infinity);
    const from = new Int32Array(length + 1);
    let begun = -Infinity;
    let beginning = 0;
    // `begun`: score when this row's part, begun at `beginning`, reaches up to here.
    for (let place = 0; place <= length; place++) {
      if (place > 0) begun += row[place - 1];
      if ((index > 0 || place === 0) && best[place] > begun) [begun, beginning] = [best[place], place];
      next[place] = begun;
      from[place] = beginning;
    }
    best = next;
    return from;
  });
  const borders = [length];
  for (let index = rows.length - 1; index >= 0; index--) borders.unshift(choices[index][borders[0]]);
  return borders;
}

function trim(row: Float32Array, start: number, end: number): Span {
  const part = row.subarray(start, end);
  const least = SILENT_SHARE * part.reduce((most, value) => Math.max(most, value), 0);
  const first = part.findIndex((value) => value >= least);
  const last = part.findLastIndex((value) => value >= least);
  return first < 0 ? { start, end } : { start: start + first, end: start + last + 1 };
}
