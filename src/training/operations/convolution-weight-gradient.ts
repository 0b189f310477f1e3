import { elementCount } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { concatenate } from './concatenate.js';
import { type GroupedWindow } from './convolution-node.js';
import { matrixProductNode } from './matrix-product.js';
import { pad } from './pad.js';
import { reduceNode } from './reduce-node.js';
import { reshape } from './reshape.js';
import { slice } from './slice.js';
import { transpose } from './transpose.js';

/** Gradient of a convolution with respect to its kernel, by matrix products over all positions. */
export function weightGradient(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, strides } = window;
  const [outputs, channels] = [gradient.shape[1], input.shape[1]];
  const columns = kernel[kernel.length - 1];
  const rows = elementCount(kernel) / columns;
  const shiftsCopyLess = outputs * rows + channels * columns <= channels * rows * columns || rows === 1;
  return strides.every((stride) => stride === 1) && shiftsCopyLess
    ? gradientByShifts(gradient, input, weight, window)
    : gradientByTaps(gradient, input, weight, window);
}

/**
 * At stride 1 the tap (i, j) of the gradient is the product of the output's gradient, moved down by i, with the input,
 * moved left by j. So `height` moved copies of the one and `width` moved copies of the other, in one product, give all
 * `height · width` taps: fewer copies than one for each tap, and a product of a better shape.
 */
function gradientByShifts(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, dilations, before, after, inputSizes, outputSizes } = window;
  const last = kernel.length - 1;
  const rows = kernel.length === 2 ? kernel[0] : 1;
  const rowReach = kernel.length === 2 ? dilations[0] * (rows - 1) : 0;
  const movedDown = Array.from({ length: rows }, (_, row) => {
    if (kernel.length === 1) return gradient;
    const down = row * dilations[0];
    return pad(gradient, [0, 0, down, 0], [0, 0, rowReach - down, 0]);
  });
  const movedLeft = Array.from({ length: kernel[last] }, (_, column) => {
    const left = column * dilations[last];
    const front = [0, 0, ...before];
    const back = [0, 0, ...after];
    front[last + 2] -= left;
    back[last + 2] = outputSizes[last] + left - inputSizes[last] - before[last];
    return pad(input, front, back);
  });
  const product = productOverPositions(movedDown, movedLeft, window.groups);
  return arrange(product, weight, window.groups, rows, kernel[last]);
}

/** With strides, or where the input has few channels: one slice of the input for each tap. */
function gradientByTaps(gradient: Value, input: Value, weight: Value, window: GroupedWindow): Value {
  const { kernel, strides, dilations, before, after, outputSizes } = window;
  let taps = [pad(input, [0, 0, ...before], [0, 0, ...after])];
  kernel.forEach((size, axis) => {
    const span = strides[axis] * (outputSizes[axis] - 1) + 1;
    taps = taps.flatMap((tap) =>
      Array.from({ length: size }, (_, index) => {
        const start = index * dilations[axis];
        return slice(tap, axis + 2, start, start + span, strides[axis]);
      }),
    );
  });
  const product = productOverPositions([gradient], taps, window.groups);
  return arrange(product, weight, window.groups, 1, taps.length);
}

/** `[groups, lefts · outputs, rights · channels]` of each group, added up over the batch. */
function productOverPositions(lefts: readonly Value[], rights: readonly Value[], groups: number): Value {
  const [left, right] = [joinGroups(lefts, groups), joinGroups(rights, groups)];
  const products = matrixProductNode(left, right, false, true);
  return reshape(reduceNode('ReduceSum', products, [0]), products.shape.slice(1));
}

/** `[batch, groups, copies · channels of the group, positions]`. */
function joinGroups(copies: readonly Value[], groups: number): Value {
  const flat = copies.map((copy) => {
    const [batch, channels, ...sizes] = copy.shape;
    return reshape(copy, [batch, groups, channels / groups, elementCount(sizes)]);
  });
  return concatenate(flat, 2);
}

function arrange(product: Value, weight: Value, groups: number, rows: number, columns: number): Value {
  const [outputs, channels] = weight.shape;
  const taps = reshape(product, [groups, rows, outputs / groups, columns, channels]);
  return reshape(transpose(taps, [0, 2, 4, 1, 3]), weight.shape);
}
