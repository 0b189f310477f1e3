import { TrainingArgumentError } from '../training-argument-error.js';

/** Sizes of the axes, outermost first. `[]` is a scalar. */
export type Shape = readonly number[];

export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function sameShape(left: Shape, right: Shape): boolean {
  return left.length === right.length && left.every((size, axis) => size === right[axis]);
}

export function describeShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Refuses shapes with axes that are not positive integers. */
export function checkShape(argument: string, shape: Shape): void {
  if (!shape.every((size) => Number.isSafeInteger(size) && size > 0) || !Number.isSafeInteger(elementCount(shape))) {
    throw new TrainingArgumentError(
      argument,
      `must have axes of positive whole sizes, but is ${describeShape(shape)}.`,
    );
  }
}

/** Axis number counted from the front; negative numbers count from the end, as in ONNX. */
export function resolveAxis(argument: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new TrainingArgumentError(argument, `must be an axis of ${-rank}..${rank - 1}, but is ${axis}.`);
  }
  return axis < 0 ? axis + rank : axis;
}

/** Axis numbers counted from the front, ascending, each once; all axes when none is named. */
export function resolveAxes(argument: string, axes: readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const resolved = [...new Set(axes.map((axis) => resolveAxis(argument, axis, rank)))].sort((a, b) => a - b);
  if (resolved.length !== axes.length) throw new TrainingArgumentError(argument, 'must not name an axis twice.');
  return resolved;
}

/** The shape with another size at one axis. */
export function withAxis(shape: Shape, axis: number, size: number): number[] {
  return shape.map((old, index) => (index === axis ? size : old));
}
