import { checkRank } from '../graph/check-values.js';
import { elementCount } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { multiply } from './arithmetic.js';
import { reshape } from './reshape.js';
import { type Padding, perAxis, type PerAxis, type SpatialWindow, spatialWindow } from './spatial-options.js';
import { poolsWholeRows, touchingMaxPoolGradient } from './touching-max-pool.js';

export interface PoolingOptions {
  /** The size of the window when left out: windows touch and do not overlap. */
  stride?: PerAxis;
  /** `valid` (none) when left out. */
  padding?: Padding;
}

/**
 * Largest number of each window. The gradient goes to the first of the largest numbers.
 *
 * @param input `[batch, channels, time]` or `[batch, channels, height, width]`
 * @param size of the window, one number or one for each spatial axis
 */
export function maxPool(input: Value, size: PerAxis, options: PoolingOptions = {}): Value {
  const window = poolingWindow(input, size, options);
  const shape = [...input.shape.slice(0, 2), ...window.outputSizes];
  const attributes = poolingAttributes(window);
  const { graph } = input;
  if (poolsWholeRows(window)) {
    const rows = graph.node('MaxPool', [input], shape, { attributes });
    return graph.record([input], rows, [
      (gradient) => touchingMaxPoolGradient(gradient, input, rows, window.kernel[0]),
    ]);
  }
  const [output, positions] = graph.addNode('MaxPool', [input], [{ shape }, { shape, dataType: 'int64' }], {
    attributes,
  });
  return graph.record([input], output, [
    (gradient) => {
      const count = elementCount(input.shape);
      const zeros = graph.node('Expand', [graph.scalar(0), graph.integers([count])], [count]);
      const flat = [positions, gradient].map((value) => reshape(value, [-1]));
      const scattered = graph.node('ScatterElements', [zeros, ...flat], [count], {
        attributes: { axis: { int: 0 }, reduction: { string: overlaps(window) ? 'add' : 'none' } },
      });
      return reshape(scattered, input.shape);
    },
  ]);
}

/** Mean of each window, zeros of the padding included. Arguments as {@link maxPool}. */
export function averagePool(input: Value, size: PerAxis, options: PoolingOptions = {}): Value {
  const window = poolingWindow(input, size, options);
  const shape = [...input.shape.slice(0, 2), ...window.outputSizes];
  const attributes = { ...poolingAttributes(window), count_include_pad: { int: 1 } };
  const { graph } = input;
  const output = graph.node('AveragePool', [input], shape, { attributes });
  return graph.record([input], output, [
    (gradient) => spreadMean(multiply(gradient, 1 / elementCount(window.kernel)), input, window),
  ]);
}

function spreadMean(gradient: Value, input: Value, window: SpatialWindow): Value {
  const { graph } = input;
  const channels = input.shape[1];
  const ones = graph.constant({
    data: new Float32Array(channels * elementCount(window.kernel)).fill(1),
    shape: [channels, 1, ...window.kernel],
  });
  const unreached = window.inputSizes.map((size, axis) => {
    const reached = (window.outputSizes[axis] - 1) * window.strides[axis] + window.kernel[axis];
    return size - (reached - window.before[axis] - window.after[axis]);
  });
  return graph.node('ConvTranspose', [gradient, ones], input.shape, {
    attributes: { ...poolingAttributes(window), group: { int: channels }, output_padding: { ints: unreached } },
  });
}

function poolingWindow(input: Value, size: PerAxis, { stride, padding }: PoolingOptions): SpatialWindow {
  const sizes = input.shape.slice(2);
  if (sizes.length !== 1 && sizes.length !== 2)
    checkRank('input', input, 4, '[batch, channels, time] or [batch, channels, height, width]');
  const kernel = perAxis('size', size, sizes.length);
  const window = spatialWindow(sizes, kernel, { stride: stride ?? kernel, padding });
  if (kernel.some((length, axis) => window.before[axis] >= length || window.after[axis] >= length)) {
    throw new TrainingArgumentError('padding', `must be smaller than the window of ${kernel.join(' × ')}.`);
  }
  return window;
}

function poolingAttributes({ kernel, strides, before, after }: SpatialWindow) {
  return { kernel_shape: { ints: kernel }, strides: { ints: strides }, pads: { ints: [...before, ...after] } };
}

function overlaps({ kernel, strides }: SpatialWindow): boolean {
  return kernel.some((size, axis) => size > strides[axis]);
}
