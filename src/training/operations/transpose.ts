import { describeShape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/**
 * Reorders axes: axis `i` of the result is axis `order[i]` of the input.
 *
 * @param order every axis once; the last two change places when it is left out
 */
export function transpose(input: Value, order: readonly number[] = swapLast(input.rank)): Value {
  const axes = [...order].sort((a, b) => a - b);
  if (axes.length !== input.rank || axes.some((axis, index) => axis !== index)) {
    const advice = `must name each of the ${input.rank} axes of ${describeShape(input.shape)} once`;
    throw new TrainingArgumentError('order', `${advice}, but is ${describeShape(order)}.`);
  }
  if (order.every((axis, index) => axis === index)) return input;
  const shape = order.map((axis) => input.shape[axis]);
  const output = input.graph.node('Transpose', [input], shape, {
    attributes: { perm: { ints: order } },
    dataType: input.dataType,
  });
  const inverse = order.map((_, index) => order.indexOf(index));
  return input.graph.record([input], output, [(gradient) => transpose(gradient, inverse)]);
}

function swapLast(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => (rank < 2 || axis < rank - 2 ? axis : 2 * rank - 3 - axis));
}
