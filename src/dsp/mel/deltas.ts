import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { checkFinite, checkInteger, checkLength } from '../arguments/check-arguments.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface DeltaOptions {
  /** Frames that a derivative is taken from: an odd integer of 3..255, at most the number of frames. Default 9. */
  readonly width?: number;
  /** 1 (default) for the slope, 2 for the curvature. */
  readonly order?: 1 | 2;
}

/**
 * Derivatives of features over time, as librosa's `delta`: of the line (order 1) or parabola (order 2) that fits the frames around each one
 * best. Near the ends it is that of the first or last whole run of frames.
 * Source: A. Savitzky & M. Golay, "Smoothing and differentiation of data by simplified least squares procedures", Analytical Chemistry 36(8), 1964.
 * @param features any values, frame after frame
 * @returns the same shape, per frame (or per frame squared); none for no frames
 * @throws DspArgumentError for options outside their ranges, fewer frames than `width`, NaN or infinities
 */
export function deltas(features: Spectrogram, options: DeltaOptions = {}): Spectrogram {
  const { frames, bins, data } = features;
  const { width = 9, order = 1 } = options;
  checkInteger('order', order, 1, 2);
  if (!Number.isInteger(width) || width % 2 !== 1 || width < 3 || width > 255) {
    throw new DspArgumentError('width', 'an odd integer of 3..255', width);
  }
  checkLength('features.data', data, frames * bins);
  checkFinite('features.data', data);
  const output = new Float32Array(data.length);
  if (data.length === 0) return { frames, bins, data: output };
  if (width > frames) throw new DspArgumentError('width', `at most the number of frames (${frames})`, width);
  const half = (width - 1) / 2;
  const weights = derivativeWeights(half, order);
  for (let frame = 0; frame < frames; frame++) {
    const middle = Math.max(half, Math.min(frames - 1 - half, frame));
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let place = 0; place < width; place++) sum += weights[place] * data[(middle - half + place) * bins + bin];
      output[frame * bins + bin] = sum;
    }
  }
  return { frames, bins, data: output };
}

function derivativeWeights(half: number, order: 1 | 2): Float64Array {
  const steps = Float64Array.from({ length: 2 * half + 1 }, (_, index) => index - half);
  const squares = steps.map((step) => step * step);
  if (order === 1) {
    const sum = squares.reduce((total, square) => total + square, 0);
    return steps.map((step) => step / sum);
  }
  // The parabola's square term is what is left of it when its mean is taken away.
  const mean = squares.reduce((total, square) => total + square, 0) / squares.length;
  const curve = squares.map((square) => square - mean);
  const sum = curve.reduce((total, value) => total + value * value, 0);
  return curve.map((value) => (2 * value) / sum);
}
