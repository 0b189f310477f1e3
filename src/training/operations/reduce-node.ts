import { type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';

/** A reduction that keeps the reduced axes with size 1. Not differentiated. */
export function reduceNode(operator: string, input: Value, axes: readonly number[]): Value {
  return input.graph.node(operator, [input, input.graph.integers(axes)], reducedShape(input.shape, axes), {
    attributes: { keepdims: { int: 1 } },
  });
}

export function reducedShape(shape: Shape, axes: readonly number[]): number[] {
  return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
}
