const DIAGONAL = 0;
const DOWN = 1;
const RIGHT = 2;

/**
 * The cheapest way through a matrix from its first to its last cell, by steps down, right or both (dynamic time warping).
 * Source: H. Sakoe, S. Chiba, "Dynamic programming algorithm optimization for spoken word recognition", IEEE Trans. ASSP 26(1), 1978.
 * @param costs `rows · columns` numbers, row by row @returns the first column of each row on the way
 */
export function firstColumns(costs: Float32Array, rows: number, columns: number): Int32Array {
  const steps = new Uint8Array(rows * columns);
  let above = new Float64Array(columns).fill(Infinity);
  let current = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const isFirst = row === 0 && column === 0;
      const diagonal = column > 0 ? (row > 0 ? above[column - 1] : Infinity) : Infinity;
      const down = row > 0 ? above[column] : Infinity;
      const right = column > 0 ? current[column - 1] : Infinity;
      const least = isFirst ? 0 : Math.min(diagonal, down, right);
      current[column] = costs[cell] + least;
      steps[cell] = least === diagonal && !isFirst ? DIAGONAL : least === down ? DOWN : RIGHT;
    }
    [above, current] = [current, above];
  }
  return walkBack(steps, rows, columns);
}

function walkBack(steps: Uint8Array, rows: number, columns: number): Int32Array {
  const first = new Int32Array(rows);
  let column = columns - 1;
  for (let row = rows - 1; row >= 0;) {
    first[row] = column;
    if (row === 0 && column === 0) break;
    const step = steps[row * columns + column];
    if (step !== RIGHT) row--;
    if (step !== DOWN) column--;
  }
  if (rows > 0) first[0] = 0;
  return first;
}
