import { checkInteger } from '../check-arguments.js';
import { checkRank, checkShapeIs } from '../graph/check-values.js';
import { describeShape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { inputGradient } from './convolution-input-gradient.js';
import { convolutionNode, type GroupedWindow } from './convolution-node.js';
import { weightGradient } from './convolution-weight-gradient.js';
import { reduceNode } from './reduce-node.js';
import { reshape } from './reshape.js';
import { type Padding, type PerAxis, spatialWindow } from './spatial-options.js';

export interface ConvolutionOptions {
  /** 1 when left out. */
  stride?: PerAxis;
  /** Distance between taps of the kernel; 1 when left out. */
  dilation?: PerAxis;
  /** `valid` (none) when left out. */
  padding?: Padding;
  /** Channels are split into so many groups that do not see each other; as many as channels is a depthwise convolution. */
  groups?: number;
}

/**
 * Convolution over time.
 *
 * @param input `[batch, channels, time]`
 * @param weight `[outputs, channels / groups, kernel]`
 * @param bias `[outputs]`
 * @returns `[batch, outputs, time]`
 */
export function conv1d(input: Value, weight: Value, bias?: Value, options: ConvolutionOptions = {}): Value {
  checkRank('input', input, 3, '[batch, channels, time]');
  checkRank('weight', weight, 3, '[outputs, channels / groups, kernel]');
  return convolution(input, weight, bias, options);
}

/**
 * Convolution over pictures. Keep the longer axis last: it is the one that the processor walks along.
 *
 * @param input `[batch, channels, height, width]`
 * @param weight `[outputs, channels / groups, kernel height, kernel width]`
 * @param bias `[outputs]`
 * @returns `[batch, outputs, height, width]`
 */
export function conv2d(input: Value, weight: Value, bias?: Value, options: ConvolutionOptions = {}): Value {
  checkRank('input', input, 4, '[batch, channels, height, width]');
  checkRank('weight', weight, 4, '[outputs, channels / groups, kernel height, kernel width]');
  return convolution(input, weight, bias, options);
}

/** Refuses counts of groups that do not divide both counts of channels. */
export function checkGroups(groups: number, channels: number, outputs: number): void {
  checkInteger('groups', groups, 1, channels);
  if (channels % groups !== 0 || outputs % groups !== 0) {
    throw new TrainingArgumentError(
      'groups',
      `must divide ${channels} channels and ${outputs} outputs, but is ${groups}.`,
    );
  }
}

function convolution(input: Value, weight: Value, bias: Value | undefined, options: ConvolutionOptions): Value {
  const [batch, channels, ...sizes] = input.shape;
  const [outputs, channelsOfGroup, ...kernel] = weight.shape;
  const { groups = 1 } = options;
  checkGroups(groups, channels, outputs);
  if (channelsOfGroup * groups !== channels) {
    const shapes = `${describeShape(weight.shape)} and the input ${describeShape(input.shape)}`;
    const wanted = `[a multiple of ${groups}, ${channels / groups}, …]`;
    throw new TrainingArgumentError('weight', `has shape ${shapes}; with ${groups} groups it must be ${wanted}.`);
  }
  if (bias) checkShapeIs('bias', bias, [outputs]);
  const window: GroupedWindow = { ...spatialWindow(sizes, kernel, options), groups };
  const output = convolutionNode(input, weight, bias, window, [batch, outputs, ...window.outputSizes]);
  return input.graph.record(bias ? [input, weight, bias] : [input, weight], output, [
    (gradient) => inputGradient(gradient, input, weight, window),
    (gradient) => weightGradient(gradient, input, weight, window),
    (gradient) => reshape(reduceNode('ReduceSum', gradient, [0, ...sizes.map((_, axis) => axis + 2)]), [outputs]),
  ]);
}
