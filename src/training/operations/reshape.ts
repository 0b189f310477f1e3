import { describeShape, elementCount, sameShape, type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/** The same numbers in the same order with other axes. One size may be -1: it takes what is left. */
export function reshape(input: Value, shape: Shape): Value {
  const target = fillIn(input.shape, shape);
  if (sameShape(input.shape, target)) return input;
  const { graph } = input;
  const output = graph.node('Reshape', [input, graph.integers(target)], target, { dataType: input.dataType });
  return graph.record([input], output, [(gradient) => reshape(gradient, input.shape)]);
}

function fillIn(from: Shape, to: Shape): Shape {
  const known = elementCount(to.filter((size) => size !== -1));
  const target = to.map((size) => (size === -1 ? elementCount(from) / known : size));
  const shapes = `${describeShape(to)} cannot hold the ${elementCount(from)} numbers of ${describeShape(from)}`;
  const whole = target.every((size) => Number.isInteger(size) && size > 0);
  if (!whole || elementCount(target) !== elementCount(from) || to.filter((size) => size === -1).length > 1) {
    throw new TrainingArgumentError('shape', `${shapes}; the products of the sizes must agree.`);
  }
  return target;
}
