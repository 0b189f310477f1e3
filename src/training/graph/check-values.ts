import { type DataType } from '../onnx/data-type.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { describeShape, sameShape, type Shape } from './shape.js';
import { type Value } from './value.js';

/** Refuses values of another shape. */
export function checkShapeIs(argument: string, value: Value, shape: Shape): void {
  if (!sameShape(value.shape, shape)) {
    const shapes = `${describeShape(value.shape)}, but must have ${describeShape(shape)}`;
    throw new TrainingArgumentError(argument, `has shape ${shapes}.`);
  }
}

/** Refuses values with another count of axes; `axes` names them for the message, as `[batch, channels, time]`. */
export function checkRank(argument: string, value: Value, rank: number, axes: string): void {
  if (value.rank !== rank) {
    throw new TrainingArgumentError(argument, `must be ${axes}, but has shape ${describeShape(value.shape)}.`);
  }
}

/** Refuses values of another element type. */
export function checkDataType(argument: string, value: Value, ...allowed: readonly DataType[]): void {
  if (!allowed.includes(value.dataType)) {
    throw new TrainingArgumentError(argument, `must hold ${allowed.join(' or ')}, but holds ${value.dataType}.`);
  }
}
