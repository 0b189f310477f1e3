import { checkInteger, checkOneOf } from '../arguments/check-arguments.js';

/** Cosine-sum coefficients, in absolute value; the signs alternate. Source: F. J. Harris, "On the use of windows for harmonic analysis with the DFT", Proc. IEEE 66(1), 1978. */
export const COSINE_SUMS = {
  rectangular: [1],
  hann: [0.5, 0.5],
  hamming: [0.54, 0.46],
  blackman: [0.42, 0.5, 0.08],
  'blackman-harris': [0.35875, 0.48829, 0.14128, 0.01168],
} as const satisfies Record<string, readonly number[]>;

export type WindowName = keyof typeof COSINE_SUMS;

export interface WindowOptions {
  /** True (default): one period of a cosine sum, for spectra. False: equal first and last values, for filter design. */
  readonly periodic?: boolean;
}

/**
 * A window function as an array.
 * @param length an integer of 1..16777216
 * @throws DspArgumentError for an unknown name or another length
 */
export function windowFunction(name: WindowName, length: number, options: WindowOptions = {}): Float64Array {
  checkOneOf('name', name, Object.keys(COSINE_SUMS) as WindowName[]);
  checkInteger('length', length, 1, 1 << 24);
  const turn = (2 * Math.PI) / ((options.periodic ?? true) ? length : Math.max(1, length - 1));
  const coefficients: readonly number[] = COSINE_SUMS[name];
  return Float64Array.from({ length }, (_, index) =>
    coefficients.reduce(
      (sum, weight, order) => sum + weight * (order % 2 === 0 ? 1 : -1) * Math.cos(order * turn * index),
      0,
    ),
  );
}
