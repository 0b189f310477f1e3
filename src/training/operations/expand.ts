import { broadcastShapes } from '../graph/broadcast.js';
import { describeShape, sameShape, type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { sumToShape } from './sum-to-shape.js';

/** Repeats the input along axes of size 1, and along new axes in front, until it has the given shape. */
export function expand(input: Value, shape: Shape): Value {
  if (!sameShape(broadcastShapes('shape', input.shape, shape), shape)) {
    const shapes = `${describeShape(shape)} is smaller than ${describeShape(input.shape)}`;
    throw new TrainingArgumentError('shape', `${shapes}; expand() only repeats.`);
  }
  if (sameShape(input.shape, shape)) return input;
  const { graph } = input;
  const output = graph.node('Expand', [input, graph.integers(shape)], shape, { dataType: input.dataType });
  return graph.record([input], output, [(gradient) => sumToShape(gradient, input.shape)]);
}
