import { type DecibelOptions, toDecibels } from '../levels/decibels.js';
import { melSpectrogram, type MelSpectrogramOptions } from './mel-spectrogram.js';
import { type Spectrogram } from '../fourier/spectrogram.js';

export type LogMelSpectrogramOptions = MelSpectrogramOptions & DecibelOptions;

/**
 * Levels of mel bands over time, dB: {@link melSpectrogram} and then what {@link powerToDb} does (and `amplitudeToDb` for magnitudes).
 * @returns frames as of {@link powerSpectrogram}, with one bin a band
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function logMelSpectrogram(samples: Float32Array, options: LogMelSpectrogramOptions): Spectrogram {
  const quantity = options.quantity === 'magnitude' ? 'amplitude' : 'power';
  // Refuses bad options before anything is computed.
  toDecibels(new Float32Array(0), quantity, options);
  const spectrogram = melSpectrogram(samples, options);
  toDecibels(spectrogram.data, quantity, options);
  return spectrogram;
}
