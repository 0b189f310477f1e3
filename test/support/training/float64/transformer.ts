import { addMatrices, affine, errorFunction, type Matrix, normaliseRows, softmaxRow, zeroMatrix } from './matrix.js';

export const entries = 7;
export const size = 6;
export const heads = 2;
export const tokenShape = [2, 5] as const;

const projection = (name: string, inputs: number, outputs: number): [string, readonly number[]][] => [
  [`${name}.weight`, [inputs, outputs]],
  [`${name}.bias`, [outputs]],
];

export const transformerShapes: Readonly<Record<string, readonly number[]>> = Object.fromEntries<readonly number[]>([
  ['tokens.table', [entries, size]],
  ['attentionNorm.scale', [size]],
  ['attentionNorm.shift', [size]],
  ...['query', 'key', 'value', 'output'].flatMap((part) => projection(`attention.${part}`, size, size)),
  ['feedForwardNorm.scale', [size]],
  ['feedForwardNorm.shift', [size]],
  ...projection('wide', size, 8),
  ...projection('narrow', 8, size),
]);

type Weights = Readonly<Record<string, number[]>>;

/**
 * Loss of a small causal transformer, in plain loops over float64: embedding, one pre-norm block of attention and feed-forward
 * with gelu, scores by the embedding table itself, cross-entropy with smoothing 0.1 in which every third label is left out.
 */
export function transformerLoss(weights: Weights, tokens: number[], labels: number[]): number {
  const [batch, length] = tokenShape;
  let [loss, count] = [0, 0];
  for (let item = 0; item < batch; item++) {
    const table = weights['tokens.table'];
    const embedded = tokens
      .slice(item * length, (item + 1) * length)
      .map((token) => table.slice(token * size, (token + 1) * size));
    const hidden = block(embedded, weights);
    for (const [position, row] of hidden.entries()) {
      const index = item * length + position;
      if (index % 3 === 2) continue;
      const scores = Array.from({ length: entries }, (_, entry) =>
        row.reduce((sum, value, k) => sum + value * table[entry * size + k], 0),
      );
      const logProbabilities = softmaxRow(scores).map(Math.log);
      const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / entries;
      loss -= 0.9 * logProbabilities[labels[index]] + 0.1 * mean;
      count++;
    }
  }
  return loss / count;
}

function block(input: Matrix, weights: Weights): Matrix {
  const through = (rows: Matrix, name: string) => affine(rows, weights[`${name}.weight`], weights[`${name}.bias`]);
  const norm = (rows: Matrix, name: string) => normaliseRows(rows, weights[`${name}.scale`], weights[`${name}.shift`]);
  const first = norm(input, 'attentionNorm');
  const [queries, keys, values] = ['query', 'key', 'value'].map((part) => through(first, `attention.${part}`));
  const hidden = addMatrices(input, through(attend(queries, keys, values), 'attention.output'));
  const wide = through(norm(hidden, 'feedForwardNorm'), 'wide');
  const bent = wide.map((row) => row.map((value) => (value * (1 + errorFunction(value / Math.SQRT2))) / 2));
  return addMatrices(hidden, through(bent, 'narrow'));
}

function attend(queries: Matrix, keys: Matrix, values: Matrix): Matrix {
  const result = zeroMatrix(queries.length, size);
  const width = size / heads;
  for (let head = 0; head < heads; head++) {
    for (const [position, query] of queries.entries()) {
      const scores = keys.slice(0, position + 1).map((key) => {
        let sum = 0;
        for (let k = head * width; k < (head + 1) * width; k++) sum += query[k] * key[k];
        return sum / Math.sqrt(width);
      });
      for (const [seen, probability] of softmaxRow(scores).entries()) {
        for (let k = head * width; k < (head + 1) * width; k++) result[position][k] += probability * values[seen][k];
      }
    }
  }
  return result;
}
