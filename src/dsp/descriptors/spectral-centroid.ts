import { checkNumber } from '../arguments/check-arguments.js';
import { binDistance, checkSpectrogram, eachFrame, type SpectralOptions } from './magnitude-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

/**
 * Mean frequency of each frame, weighted by magnitude, as librosa's `spectral_centroid`.
 * Source: A. Klapuri & M. Davy, Signal Processing Methods for Music Transcription, Springer 2006, chapter 5.
 * @param magnitude bins of a transform of an even length, from 0 Hz to the Nyquist frequency
 * @returns Hz, one a frame; 0 for silence
 * @throws DspArgumentError for another rate, or a spectrogram with NaN or infinities
 */
export function spectralCentroid(magnitude: Spectrogram, options: SpectralOptions): Float32Array {
  checkSpectrogram(magnitude);
  const binHz = binDistance(magnitude, options);
  return eachFrame(magnitude, (frame) => binHz * centreOf(frame));
}

export interface SpectralBandwidthOptions extends SpectralOptions {
  /** Power of the mean of deviations: a number of 0.1..16. Default 2, the standard deviation. */
  readonly order?: number;
}

/**
 * How far each frame spreads about its centroid: `(Σ share · |f - centroid|^order)^(1/order)`, as librosa's `spectral_bandwidth`.
 * @param magnitude as for {@link spectralCentroid}
 * @returns Hz, one a frame; 0 for silence
 * @throws DspArgumentError for options outside their ranges, or a spectrogram with NaN or infinities
 */
export function spectralBandwidth(magnitude: Spectrogram, options: SpectralBandwidthOptions): Float32Array {
  const { order = 2 } = options;
  checkSpectrogram(magnitude);
  checkNumber('order', order, 0.1, 16);
  const binHz = binDistance(magnitude, options);
  return eachFrame(magnitude, (frame) => {
    const centre = centreOf(frame);
    let sum = 0;
    let total = 0;
    for (let bin = 0; bin < frame.length; bin++) {
      total += frame[bin];
      sum += frame[bin] * Math.abs(bin - centre) ** order;
    }
    return total > 0 ? binHz * (sum / total) ** (1 / order) : 0;
  });
}

/** In bins. */
function centreOf(frame: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (let bin = 0; bin < frame.length; bin++) {
    total += frame[bin];
    sum += bin * frame[bin];
  }
  return total > 0 ? sum / total : 0;
}
