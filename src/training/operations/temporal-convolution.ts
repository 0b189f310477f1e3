import { checkInteger } from '../check-arguments.js';
import { checkRank, checkShapeIs } from '../graph/check-values.js';
import { describeShape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { concatenate } from './concatenate.js';
import { gemmNode } from './gemm-node.js';
import { pad } from './pad.js';
import { reshape } from './reshape.js';
import { sumToShape } from './sum-to-shape.js';
import { transpose } from './transpose.js';

export interface TemporalConvolutionOptions {
  /** Distance between taps; 1 when left out. */
  dilation?: number;
  /** See only the past, so that the model can run while sound comes in. */
  causal?: boolean;
}

/**
 * Convolution over time that keeps the length, with channels last as layer norms and linear layers have them: moved copies
 * side by side, then one matrix product.
 *
 * @param input `[batch, time, channels]`
 * @param weight `[kernel, channels, outputs]`
 * @param bias `[outputs]`
 * @returns `[batch, time, outputs]`
 */
export function temporalConvolution(
  input: Value,
  weight: Value,
  bias?: Value,
  { dilation = 1, causal = false }: TemporalConvolutionOptions = {},
): Value {
  checkRank('input', input, 3, '[batch, time, channels]');
  checkInteger('dilation', dilation, 1);
  const channels = input.shape[2];
  if (weight.rank !== 3 || weight.shape[1] !== channels) {
    const shapes = `${describeShape(weight.shape)}, but must have [kernel, ${channels}, outputs]`;
    throw new TrainingArgumentError('weight', `has shape ${shapes}.`);
  }
  const [kernel, , outputs] = weight.shape;
  if (bias) checkShapeIs('bias', bias, [outputs]);
  const offset = causal ? dilation * (kernel - 1) : Math.floor((dilation * (kernel - 1)) / 2);
  const moves = Array.from({ length: kernel }, (_, tap) => tap * dilation - offset);
  const { graph } = input;
  const [copies, output] = graph.withoutRecording(() => {
    const beside = movedCopies(input, moves);
    const product = gemmNode(beside, reshape(weight, [kernel * channels, outputs]), { bias });
    return [beside, reshape(product, [...input.shape.slice(0, 2), outputs])];
  });
  return graph.record(bias ? [input, weight, bias] : [input, weight], output, [
    (gradient) => {
      const back = movedCopies(
        gradient,
        moves.map((move) => -move),
      );
      const turned = reshape(transpose(weight, [0, 2, 1]), [kernel * outputs, channels]);
      return reshape(gemmNode(back, turned), input.shape);
    },
    (gradient) => {
      const rows = reshape(gradient, [-1, outputs]);
      return reshape(gemmNode(copies, rows, { transposeLeft: true }), weight.shape);
    },
    (gradient) => sumToShape(gradient, [outputs]),
  ]);
}

/** Rows of `[time + move, channels]` for every move side by side: `[batch · time, moves · channels]`. */
function movedCopies(input: Value, moves: readonly number[]): Value {
  const copies = moves.map((move) => pad(input, [0, -move, 0], [0, move, 0]));
  return reshape(concatenate(copies, 2), [-1, moves.length * input.shape[2]]);
}
