import { type Value } from '../graph/value.js';

/** One ONNX Gemm: `left · right + bias` of two matrices. Not differentiated. */
export function gemmNode(
  left: Value,
  right: Value,
  {
    transposeLeft = false,
    transposeRight = false,
    bias,
  }: { transposeLeft?: boolean; transposeRight?: boolean; bias?: Value } = {},
): Value {
  const shape = [left.shape[transposeLeft ? 1 : 0], right.shape[transposeRight ? 0 : 1]];
  return left.graph.node('Gemm', bias ? [left, right, bias] : [left, right], shape, {
    attributes: { transA: { int: +transposeLeft }, transB: { int: +transposeRight } },
  });
}
