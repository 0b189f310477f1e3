import { checkInteger } from '../check-arguments.js';
import { TrainingArgumentError } from '../training-argument-error.js';

/** One number for all spatial axes, or one for each. */
export type PerAxis = number | readonly number[];

/**
 * Zeros around the spatial axes: `same` keeps sizes at stride 1, `valid` adds none, a number adds as many on both sides,
 * and pairs give front and back of each axis (`[[2, 0]]` is a causal padding of a kernel of 3 over time).
 */
export type Padding = 'same' | 'valid' | number | readonly (readonly [before: number, after: number])[];

/** Window of a convolution or pooling, one entry for each spatial axis. */
export interface SpatialWindow {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly inputSizes: readonly number[];
  readonly outputSizes: readonly number[];
}

/** Resolves the options of a window and refuses windows that do not fit into the padded input. */
export function spatialWindow(
  inputSizes: readonly number[],
  kernel: readonly number[],
  options: { stride?: PerAxis; dilation?: PerAxis; padding?: Padding },
): SpatialWindow {
  const axes = inputSizes.length;
  const strides = perAxis('stride', options.stride ?? 1, axes);
  const dilations = perAxis('dilation', options.dilation ?? 1, axes);
  const reach = kernel.map((size, axis) => dilations[axis] * (size - 1));
  const padding = resolvePadding(options.padding ?? 'valid', reach);
  const [before, after] = [padding.map(([count]) => count), padding.map(([, count]) => count)];
  const outputSizes = inputSizes.map((size, axis) => {
    const room = size + before[axis] + after[axis] - reach[axis] - 1;
    if (room < 0) {
      const sizes = `spans ${reach[axis] + 1} positions of an axis that has ${size + before[axis] + after[axis]} with its padding`;
      throw new TrainingArgumentError(
        'kernel',
        `${sizes}; make the input longer or the kernel, dilation or padding fit.`,
      );
    }
    return Math.floor(room / strides[axis]) + 1;
  });
  return { kernel, strides, dilations, before, after, inputSizes, outputSizes };
}

/** One whole number above 0 for each axis. */
export function perAxis(argument: string, value: PerAxis, axes: number): readonly number[] {
  const values = typeof value === 'number' ? Array.from({ length: axes }, () => value) : value;
  if (values.length !== axes) {
    throw new TrainingArgumentError(argument, `must be one number or ${axes} of them, but has ${values.length}.`);
  }
  for (const entry of values) checkInteger(argument, entry, 1);
  return values;
}

function resolvePadding(padding: Padding, reach: readonly number[]): readonly (readonly [number, number])[] {
  if (padding === 'valid') return reach.map(() => [0, 0]);
  if (padding === 'same') return reach.map((span) => [Math.floor(span / 2), Math.ceil(span / 2)]);
  const pairs = typeof padding === 'number' ? reach.map(() => [padding, padding] as const) : padding;
  if (pairs.length !== reach.length) {
    throw new TrainingArgumentError('padding', `must hold ${reach.length} pairs, but holds ${pairs.length}.`);
  }
  for (const count of pairs.flat()) checkInteger('padding', count, 0);
  return pairs;
}
