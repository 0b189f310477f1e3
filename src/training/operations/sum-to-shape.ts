import { repeatedAxes } from '../graph/broadcast.js';
import { elementCount, sameShape, type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { reduceNode } from './reduce-node.js';
import { reshape } from './reshape.js';

/** From this size on, a matrix product with a row of ones adds up rows faster than ReduceSum does. */
const manyElements = 4096;

/** Adds up a gradient along the axes in which its value was repeated by broadcasting. */
export function sumToShape(gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const axes = repeatedAxes(gradient.shape, shape);
  return reshape(sumAlong(gradient, axes), shape);
}

function sumAlong(gradient: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return gradient;
  const leadingOnly = axes.length === gradient.rank - 1 && axes.every((axis, index) => axis === index);
  if (!leadingOnly || elementCount(gradient.shape) < manyElements) return reduceNode('ReduceSum', gradient, axes);
  const columns = gradient.shape[gradient.rank - 1];
  const rows = elementCount(gradient.shape) / columns;
  const ones = gradient.graph.constant({ data: new Float32Array(rows).fill(1), shape: [1, rows] });
  return gradient.graph.node('MatMul', [ones, reshape(gradient, [rows, columns])], [1, columns]);
}
