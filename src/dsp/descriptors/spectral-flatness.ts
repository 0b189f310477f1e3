import { checkNumber, checkPositive } from '../arguments/check-arguments.js';
import { checkSpectrogram, eachFrame } from './magnitude-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface SpectralFlatnessOptions {
  /** Power to which magnitudes are raised: a number of 0.1..16. Default 2. */
  readonly power?: number;
  /** Smaller values are taken as this one. Default 1e-10. */
  readonly smallest?: number;
}

/**
 * Geometric over arithmetic mean of each frame, as librosa's `spectral_flatness`: 1 for white noise and silence, near 0 for tones.
 * Source: S. Dubnov, "Generalization of spectral flatness measure for non-Gaussian linear processes", IEEE Signal Processing Letters 11(8), 2004.
 * @returns 0..1, one a frame
 * @throws DspArgumentError for options outside their ranges, or a spectrogram with NaN or infinities
 */
export function spectralFlatness(magnitude: Spectrogram, options: SpectralFlatnessOptions = {}): Float32Array {
  const { power = 2, smallest = 1e-10 } = options;
  checkSpectrogram(magnitude);
  checkNumber('power', power, 0.1, 16);
  checkPositive('smallest', smallest);
  return eachFrame(magnitude, (frame) => {
    let logarithms = 0;
    let sum = 0;
    for (const value of frame) {
      const raised = Math.max(smallest, value ** power);
      logarithms += Math.log(raised);
      sum += raised;
    }
    return Math.exp(logarithms / frame.length) / (sum / frame.length);
  });
}
