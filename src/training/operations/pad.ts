import { describeShape, type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/** Adds zeros around the input, `before[axis]` in front and `after[axis]` behind. Negative numbers cut off instead. */
export function pad(input: Value, before: readonly number[], after: readonly number[]): Value {
  checkPadding('before', input.shape, before);
  checkPadding('after', input.shape, after);
  if ([...before, ...after].every((count) => count === 0)) return input;
  const { graph } = input;
  const shape = input.shape.map((size, axis) => size + before[axis] + after[axis]);
  const output = graph.node('Pad', [input, graph.integers([...before, ...after]), graph.scalar(0)], shape);
  return graph.record([input], output, [(gradient) => pad(gradient, before.map(negated), after.map(negated))]);
}

function negated(count: number): number {
  return -count;
}

function checkPadding(argument: string, shape: Shape, padding: readonly number[]): void {
  if (padding.length !== shape.length || !padding.every(Number.isSafeInteger)) {
    const wanted = `must hold one whole number for each axis of ${describeShape(shape)}`;
    throw new TrainingArgumentError(argument, `${wanted}, but is ${describeShape(padding)}.`);
  }
}
