/** Element types that graphs of this library hold. Images and features are `float32`, class and token numbers `int32`. */
export type DataType = 'float32' | 'int32' | 'int64' | 'bool';

/** Numbers of TensorProto.DataType in onnx.proto. */
export const onnxDataType: Readonly<Record<DataType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };
