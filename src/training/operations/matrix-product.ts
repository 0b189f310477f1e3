import { broadcastShapes } from '../graph/broadcast.js';
import { describeShape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { sumToShape } from './sum-to-shape.js';

export interface MatrixProductOptions {
  /** Take `left` with its last two axes swapped. */
  transposeLeft?: boolean;
  /** Take `right` with its last two axes swapped. */
  transposeRight?: boolean;
  /** The product is multiplied by it. */
  scale?: number;
}

/** Product of the matrices in the last two axes; the axes before them broadcast. */
export function matrixProduct(left: Value, right: Value, options: MatrixProductOptions = {}): Value {
  const { transposeLeft = false, transposeRight = false, scale = 1 } = options;
  const output = matrixProductNode(left, right, transposeLeft, transposeRight, scale);
  const product = (a: Value, b: Value, transposeA: boolean, transposeB: boolean) =>
    matrixProductNode(a, b, transposeA, transposeB, scale);
  return left.graph.record([left, right], output, [
    (gradient) =>
      sumToShape(
        transposeLeft
          ? product(right, gradient, transposeRight, true)
          : product(gradient, right, false, !transposeRight),
        left.shape,
      ),
    (gradient) =>
      sumToShape(
        transposeRight ? product(gradient, left, true, transposeLeft) : product(left, gradient, !transposeLeft, false),
        right.shape,
      ),
  ]);
}

/** One FusedMatMul of ONNX Runtime, which transposes without moving numbers. Not differentiated. */
export function matrixProductNode(
  left: Value,
  right: Value,
  transposeLeft: boolean,
  transposeRight: boolean,
  scale = 1,
): Value {
  if (left.rank < 2 || right.rank < 2) {
    throw new TrainingArgumentError(
      left.rank < 2 ? 'left' : 'right',
      'must have two axes or more; reshape it to a matrix.',
    );
  }
  const [rows, inner] = matrixSizes(left, transposeLeft);
  const [otherInner, columns] = matrixSizes(right, transposeRight);
  if (inner !== otherInner) {
    const shapes = `${describeShape(right.shape)}${transposeRight ? ' transposed' : ''} does not follow ${describeShape(left.shape)}${transposeLeft ? ' transposed' : ''}`;
    throw new TrainingArgumentError(
      'right',
      `of shape ${shapes} in a product: ${inner} columns need as many rows, not ${otherInner}.`,
    );
  }
  const batch = broadcastShapes('right', left.shape.slice(0, -2), right.shape.slice(0, -2));
  return left.graph.node('FusedMatMul', [left, right], [...batch, rows, columns], {
    domain: 'com.microsoft',
    attributes: { transA: { int: +transposeLeft }, transB: { int: +transposeRight }, alpha: { float: scale } },
  });
}

function matrixSizes({ shape, rank }: Value, transposed: boolean): [rows: number, columns: number] {
  const sizes: [number, number] = [shape[rank - 2], shape[rank - 1]];
  return transposed ? [sizes[1], sizes[0]] : sizes;
}
