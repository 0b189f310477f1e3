import { checkNumber } from '../arguments/check-arguments.js';
import { binDistance, checkSpectrogram, eachFrame, type SpectralOptions } from './magnitude-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface SpectralRolloffOptions extends SpectralOptions {
  /** Above 0 and below 1. Default 0.85. */
  readonly share?: number;
}

/**
 * The frequency up to which a share of each frame's magnitude lies, as librosa's `spectral_rolloff`: the first bin with which the sum reaches the share.
 * @param magnitude bins of a transform of an even length, from 0 Hz to the Nyquist frequency
 * @returns Hz, one a frame; 0 for silence
 * @throws DspArgumentError for options outside their ranges, or a spectrogram with NaN or infinities
 */
export function spectralRolloff(magnitude: Spectrogram, options: SpectralRolloffOptions): Float32Array {
  const { share = 0.85 } = options;
  checkSpectrogram(magnitude);
  checkNumber('share', share, 1e-6, 1 - 1e-6);
  const binHz = binDistance(magnitude, options);
  return eachFrame(magnitude, (frame) => {
    const wanted = share * frame.reduce((sum, value) => sum + value, 0);
    let sum = frame[0];
    let bin = 0;
    while (sum < wanted && bin < frame.length - 1) sum += frame[++bin];
    return bin * binHz;
  });
}
