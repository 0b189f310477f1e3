/** Mean level, 0..1, from which on a row is part of the truth. */
const THRESHOLD = 0.6;

/** Stretches of columns, as [first, behind the last]. */
function stretches(on: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (let column = 0; column < on.length; column++) {
    if (!on[column]) continue;
    if (column > 0 && on[column - 1]) found[found.length - 1][1] = column + 1;
    else found.push([column, column + 1]);
  }
  return found;
}

/**
 * Black-and-white truth for synthetic band noise: within each stretch of columns that sound, a row is white where its mean level reaches
 * the threshold, and that of the row above does too (where there is one).
 * @param levels 0..1, column after column, lowest row first
 * @param on whether a column sounds
 * @returns 0 or 255, laid out as `levels`
 */
export function dummyPicture(levels: Float32Array, rows: number, on: readonly boolean[]): Uint8Array {
  const grey = new Uint8Array(levels.length);
  for (const [first, end] of stretches(on)) {
    const mean = new Float64Array(rows);
    for (let column = first; column < end; column++) {
      for (let row = 0; row < rows; row++) mean[row] += levels[column * rows + row] / (end - first);
    }
    const passes = mean.map((level) => (level >= THRESHOLD ? 1 : 0));
    for (let row = 0; row < rows; row++) {
      if (passes[row] === 0 || passes[row + 1] === 0) continue;
      for (let column = first; column < end; column++) grey[column * rows + row] = 255;
    }
  }
  return grey;
}
