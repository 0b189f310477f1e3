import { TrainingArgumentError } from '../training-argument-error.js';
import { describeShape, type Shape } from './shape.js';

/** Shape of an elementwise result: axes are matched from the end, and size 1 stretches. */
export function broadcastShapes(argument: string, left: Shape, right: Shape): number[] {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, axis) => {
    const first = sizeAt(left, axis - rank + left.length);
    const second = sizeAt(right, axis - rank + right.length);
    if (first !== second && first !== 1 && second !== 1) {
      throw new TrainingArgumentError(
        argument,
        `has shape ${describeShape(right)}, which does not broadcast with ${describeShape(left)}: ` +
          `axis ${axis - rank} is ${second} and ${first}. Reshape one of them so that the sizes agree or are 1.`,
      );
    }
    return Math.max(first, second);
  });
}

/** Axes of `broadcast` along which a value of shape `original` was repeated. */
export function repeatedAxes(broadcast: Shape, original: Shape): number[] {
  const added = broadcast.length - original.length;
  return broadcast.flatMap((size, axis) =>
    axis < added || (original[axis - added] === 1 && size !== 1) ? [axis] : [],
  );
}

function sizeAt(shape: Shape, axis: number): number {
  return axis < 0 ? 1 : shape[axis];
}
