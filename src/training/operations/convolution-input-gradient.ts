import { type Value } from '../graph/value.js';
import { convolutionAttributes, convolutionNode, type GroupedWindow } from './convolution-node.js';
import { reshape } from './reshape.js';
import { flipNode } from './slice.js';
import { transpose } from './transpose.js';

/**
 * Gradient of a convolution with respect to its input: the gradient of the output convolved with the kernel turned
 * around, or, where the convolution had a stride, the transposed convolution.
 */
export function inputGradient(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, strides, dilations, before, after, groups } = window;
  const reach = kernel.map((size, axis) => dilations[axis] * (size - 1));
  const paddingFits = reach.every((span, axis) => before[axis] <= span && after[axis] <= span);
  if (strides.some((stride) => stride !== 1) || !paddingFits) {
    return transposedConvolution(gradient, input, weight, window);
  }
  const mirrored = {
    ...window,
    before: reach.map((span, axis) => span - before[axis]),
    after: reach.map((span, axis) => span - after[axis]),
  };
  return convolutionNode(gradient, turnAround(weight, groups), undefined, mirrored, input.shape);
}

/** Every tap at the opposite place, inputs and outputs of each group swapped. */
function turnAround(weight: Value, groups: number): Value {
  const [outputs, channels, ...kernel] = weight.shape;
  let turned = weight;
  for (const [axis, size] of kernel.entries()) if (size > 1) turned = flipNode(turned, axis + 2);
  const grouped = reshape(turned, [groups, outputs / groups, channels, ...kernel]);
  const swapped = transpose(grouped, [0, 2, 1, ...kernel.map((_, axis) => axis + 3)]);
  return reshape(swapped, [groups * channels, outputs / groups, ...kernel]);
}

function transposedConvolution(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, strides, dilations, before, after, inputSizes, outputSizes } = window;
  // Strides can leave positions at the end of the input that no window reached.
  const unreached = inputSizes.map((size, axis) => {
    const reached = (outputSizes[axis] - 1) * strides[axis] + dilations[axis] * (kernel[axis] - 1) + 1;
    return size - (reached - before[axis] - after[axis]);
  });
  return gradient.graph.node('ConvTranspose', [gradient, weight], input.shape, {
    attributes: { ...convolutionAttributes(window), output_padding: { ints: unreached } },
  });
}
