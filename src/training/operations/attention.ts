import { checkInteger } from '../check-arguments.js';
import { checkRank } from '../graph/check-values.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { add } from './arithmetic.js';
import { matrixProduct } from './matrix-product.js';
import { reshape } from './reshape.js';
import { softmax } from './softmax.js';
import { transpose } from './transpose.js';

export interface AttentionOptions {
  /** Added to the scores before softmax: 0 to look, a large negative number not to. Broadcasts to `[…, queries, keys]`. */
  mask?: Value;
}

/**
 * Weighs values by how well their keys match the queries: `softmax(queries · keysᵀ / √size) · values`.
 *
 * Source: Vaswani et al., Attention Is All You Need, 2017.
 *
 * @param queries `[…, queries, size]`
 * @param keys `[…, keys, size]`
 * @param values `[…, keys, channels]`
 */
export function scaledDotProductAttention(
  queries: Value,
  keys: Value,
  values: Value,
  { mask }: AttentionOptions = {},
): Value {
  const scale = 1 / Math.sqrt(queries.shape[queries.rank - 1]);
  const scores = matrixProduct(queries, keys, { transposeRight: true, scale });
  return matrixProduct(softmax(mask ? add(scores, mask) : scores), values);
}

/**
 * {@link scaledDotProductAttention} by several heads, each with its part of the channels.
 *
 * @param queries `[batch, queries, channels]`, already projected
 * @param keys `[batch, keys, channels]`
 * @param values `[batch, keys, channels]`
 * @returns `[batch, queries, channels]`, heads side by side, to be projected
 */
export function multiHeadAttention(
  queries: Value,
  keys: Value,
  values: Value,
  heads: number,
  options: AttentionOptions = {},
): Value {
  checkRank('queries', queries, 3, '[batch, time, channels]');
  const [first, second, third] = [queries, keys, values].map((value) => splitHeads(value, heads));
  const attended = scaledDotProductAttention(first, second, third, options);
  return reshape(transpose(attended, [0, 2, 1, 3]), [queries.shape[0], queries.shape[1], values.shape[2]]);
}

/** A mask with which every position sees itself and what lies before it: `[size, size]`. */
export function causalMask(graph: Value['graph'], size: number): Value {
  checkInteger('size', size, 1, 65_536);
  const data = Float32Array.from({ length: size * size }, (_, index) =>
    index % size > Math.floor(index / size) ? -1e9 : 0,
  );
  return graph.constant({ data, shape: [size, size] });
}

function splitHeads(value: Value, heads: number): Value {
  checkInteger('heads', heads, 1);
  const [batch, time, channels] = value.shape;
  if (channels % heads !== 0) {
    throw new TrainingArgumentError('heads', `must divide the ${channels} channels, but is ${heads}.`);
  }
  return transpose(reshape(value, [batch, time, heads, channels / heads]), [0, 2, 1, 3]);
}
