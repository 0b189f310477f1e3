import { checkPositive } from './check-arguments.js';
import { type DecibelOptions } from './decibels.js';
import { melSpectrogram, type MelSpectrogramOptions } from './mel-spectrogram.js';
import { scaledLogarithm } from './scaled-logarithm.js';
import { type Spectrogram } from './spectrogram.js';

export type LogMelSpectrogramOptions = MelSpectrogramOptions & DecibelOptions;

/**
 * Levels of mel bands over time, dB: {@link melSpectrogram} and then what {@link powerToDb} does (and `amplitudeToDb` for magnitudes).
 * @returns frames as of {@link powerSpectrogram}, with one bin a band
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function logMelSpectrogram(samples: Float32Array, options: LogMelSpectrogramOptions): Spectrogram {
  const isMagnitude = options.quantity === 'magnitude';
  const { reference = 1, smallest = isMagnitude ? 1e-5 : 1e-10, rangeDb = 80 } = options;
  checkPositive('smallest', smallest);
  if (reference !== 'maximum') checkPositive('reference', reference);
  if (rangeDb !== null) checkPositive('rangeDb', rangeDb);
  const spectrogram = melSpectrogram(samples, options);
  const { data } = spectrogram;
  const factor = isMagnitude ? 20 : 10;
  const largest = maximum(data, smallest);
  const zero = factor * Math.log10(Math.max(smallest, reference === 'maximum' ? largest : reference));
  scaledLogarithm(data, smallest, factor, -zero);
  if (rangeDb !== null) raiseTo(data, factor * Math.log10(largest) - zero - rangeDb);
  return spectrogram;
}

/** The largest of the values and `least`. */
export function maximum(values: Float32Array, least: number): number {
  let largest = least;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

/** Raises smaller values to the floor. */
export function raiseTo(values: Float32Array, floor: number): void {
  for (let index = 0; index < values.length; index++) if (values[index] < floor) values[index] = floor;
}
