/**
 * Element types that graphs of this library hold. Images and features are `float32`, class and token numbers `int32`; `float16` comes from
 * models of others, `int8` is for weights that are only stored.
 */
export type DataType = 'float32' | 'float16' | 'int8' | 'int32' | 'int64' | 'bool';

/** Numbers of TensorProto.DataType in onnx.proto. */
export const onnxDataType: Readonly<Record<DataType, number>> = {
  float32: 1,
  float16: 10,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
};
