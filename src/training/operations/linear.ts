import { checkShapeIs } from '../graph/check-values.js';
import { describeShape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { gemmNode } from './gemm-node.js';
import { reshape } from './reshape.js';
import { sumToShape } from './sum-to-shape.js';

export interface LinearOptions {
  /** The weight is `[outputs, inputs]`, as PyTorch stores it, instead of `[inputs, outputs]`. */
  transposed?: boolean;
}

/**
 * `input · weight + bias` along the last axis. All other axes are flattened, so each of the three products of a
 * training step is one matrix product.
 *
 * @param input `[…, inputs]`
 * @param weight `[inputs, outputs]`
 * @param bias `[outputs]`
 */
export function linear(input: Value, weight: Value, bias?: Value, { transposed = false }: LinearOptions = {}): Value {
  const inputs = input.shape[input.rank - 1];
  const outputs = weight.shape[transposed ? 0 : 1];
  if (weight.rank !== 2 || weight.shape[transposed ? 1 : 0] !== inputs) {
    const wanted = transposed ? `[outputs, ${inputs}]` : `[${inputs}, outputs]`;
    const shapes = `${describeShape(weight.shape)}, but the input of shape ${describeShape(input.shape)} needs ${wanted}`;
    throw new TrainingArgumentError('weight', `has shape ${shapes}.`);
  }
  if (bias) checkShapeIs('bias', bias, [outputs]);
  const rows = reshape(input, [-1, inputs]);
  const product = gemmNode(rows, weight, { transposeRight: transposed, bias });
  const recorded = [rows, weight, ...(bias ? [bias] : [])];
  const output = input.graph.record(recorded, product, [
    (gradient) => gemmNode(gradient, weight, { transposeRight: !transposed }),
    (gradient) => gemmNode(transposed ? gradient : rows, transposed ? rows : gradient, { transposeLeft: true }),
    (gradient) => sumToShape(gradient, [outputs]),
  ]);
  return reshape(output, [...input.shape.slice(0, -1), outputs]);
}
