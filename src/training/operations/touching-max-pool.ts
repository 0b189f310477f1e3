import { type Value } from '../graph/value.js';
import { subtract, where } from './arithmetic.js';
import { concatenate } from './concatenate.js';
import { reshape } from './reshape.js';
import { slice } from './slice.js';
import { type SpatialWindow } from './spatial-options.js';

/** From this many numbers in a window on, positions that the pooling notes down are the faster way. */
const mostNumbers = 4;

/**
 * Whether windows lie side by side along one axis that is not the last, and fill it. Then the window is a few whole rows, and
 * comparing rows is several times faster than noting down and scattering positions.
 */
export function poolsWholeRows({ kernel, strides, before, after, inputSizes, outputSizes }: SpatialWindow): boolean {
  const [size, ...others] = kernel;
  const unpadded = [...before, ...after].every((count) => count === 0);
  const touching = size === strides[0] && outputSizes[0] * size === inputSizes[0];
  return (
    others.length > 0 &&
    others.every((length, axis) => length === 1 && strides[axis + 1] === 1) &&
    touching &&
    unpadded &&
    size <= mostNumbers
  );
}

/** Gradient of a pooling for which {@link poolsWholeRows} holds: it goes to the first row that has the largest number. */
export function touchingMaxPoolGradient(gradient: Value, input: Value, output: Value, rows: number): Value {
  const [batch, channels, height, width] = output.shape;
  const windows = reshape(input, [batch * channels * height, rows, width]);
  const flat = [batch * channels * height, 1, width];
  const largest = reshape(output, flat);
  let rest = reshape(gradient, flat);
  const parts: Value[] = [];
  for (let row = 0; row < rows - 1; row++) {
    const candidate = slice(windows, 1, row, row + 1);
    const reached = input.graph.node('Equal', [candidate, largest], flat, { dataType: 'bool' });
    const part = where(reached, rest, 0);
    rest = subtract(rest, part);
    parts.push(part);
  }
  return reshape(concatenate([...parts, rest], 1), input.shape);
}
