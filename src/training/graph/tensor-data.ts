import { type DataType } from '../onnx/data-type.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { checkShape, describeShape, elementCount, type Shape } from './shape.js';

/** Numbers of a tensor, row by row. `Uint8Array` holds booleans, `Uint16Array` the bits of half-precision numbers. */
export type TensorArray = Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;

/** A tensor outside a graph: numbers and shape. */
export interface TensorData {
  readonly data: TensorArray;
  readonly shape: Shape;
}

/** A tensor of numbers as weights are. */
export interface FloatTensor extends TensorData {
  readonly data: Float32Array;
}

const dataTypes: readonly (readonly [new (length: number) => TensorArray, DataType])[] = [
  [Float32Array, 'float32'],
  [Uint16Array, 'float16'],
  [Int32Array, 'int32'],
  [BigInt64Array, 'int64'],
  [Uint8Array, 'bool'],
];

/** Element type that an array stands for. */
export function dataTypeOf(argument: string, data: TensorArray): DataType {
  const found = dataTypes.find(([constructor]) => data instanceof constructor);
  if (!found) {
    throw new TrainingArgumentError(
      argument,
      'must be a Float32Array, Uint16Array, Int32Array, BigInt64Array or Uint8Array.',
    );
  }
  return found[1];
}

/** Refuses tensors whose shape does not fit their count of numbers. */
export function checkTensor(argument: string, { data, shape }: TensorData): void {
  checkShape(`${argument}.shape`, shape);
  if (elementCount(shape) !== data.length) {
    throw new TrainingArgumentError(
      argument,
      `has ${data.length} numbers, but its shape ${describeShape(shape)} needs ${elementCount(shape)}.`,
    );
  }
}

/** The bytes of an array, without a copy. */
export function bytesOf(data: TensorArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
