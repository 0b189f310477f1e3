import { type Value } from '../graph/value.js';
import { convolutionAttributes, convolutionNode, type GroupedWindow } from './convolution-node.js';
import { flipNode } from './slice.js';
import { transpose } from './transpose.js';

/**
 * Gradient of a convolution with respect to its input: the gradient of the output convolved with the kernel turned
 * around. Where a stride or groups come in, the transposed convolution does the same, about three times slower.
 */
export function inputGradient(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, strides, dilations, before, after, groups } = window;
  const reach = kernel.map((size, axis) => dilations[axis] * (size - 1));
  const paddingFits = reach.every((span, axis) => before[axis] <= span && after[axis] <= span);
  if (groups !== 1 || strides.some((stride) => stride !== 1) || !paddingFits) {
    return transposedConvolution(gradient, input, weight, window);
  }
  const turned = transpose(turnAround(weight), [1, 0, ...kernel.map((_, axis) => axis + 2)]);
  const mirrored = {
    ...window,
    before: reach.map((span, axis) => span - before[axis]),
    after: reach.map((span, axis) => span - after[axis]),
  };
  return convolutionNode(gradient, turned, undefined, mirrored, input.shape);
}

function turnAround(weight: Value): Value {
  let turned = weight;
  for (let axis = 2; axis < weight.rank; axis++) if (weight.shape[axis] > 1) turned = flipNode(turned, axis);
  return turned;
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
