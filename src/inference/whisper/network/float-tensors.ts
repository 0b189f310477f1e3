import type { FloatTensor, TensorData } from '../../../training/graph/tensor-data.js';
import type { Shape } from '../../../training/graph/shape.js';
import type { DataType } from '../../../training/onnx/data-type.js';
import { fromFloat16, toFloat16 } from '../../../training/serialisation/half-floats.js';

/** Half-precision numbers as float32; others as they are. */
export function asFloat32({ data, shape }: TensorData): FloatTensor {
  if (data instanceof Float32Array) return { data, shape };
  if (data instanceof Uint16Array) return { data: fromFloat16(data), shape };
  throw new TypeError('The graph gave no floating-point numbers.');
}

/** The reverse. */
export const asFloat16 = (tensor: TensorData): TensorData =>
  tensor.data instanceof Float32Array ? { data: toFloat16(tensor.data), shape: tensor.shape } : tensor;

/** A tensor one of whose sizes is 0. */
export const emptyTensor = (type: DataType, shape: Shape): TensorData => ({
  data: type === 'float16' ? new Uint16Array(0) : new Float32Array(0),
  shape,
});
