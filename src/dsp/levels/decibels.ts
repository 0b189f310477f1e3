import { checkFinite, checkPositive } from '../arguments/check-arguments.js';
import { raiseTo, scaledLogarithm } from './scaled-logarithm.js';

export interface DecibelOptions {
  /** The value that becomes 0 dB: a positive number (default 1), or `'maximum'` for the largest one in the array. */
  readonly reference?: number | 'maximum';
  /** Smaller values are taken as this one, and as 2^-126 at least. Default 1e-10 for power, 1e-5 for amplitude. */
  readonly smallest?: number;
  /** Values further below the loudest result are raised to it, dB; null leaves them. Default 80. */
  readonly rangeDb?: number | null;
}

/**
 * Power to decibels: `10 · log10(max(value, smallest) / reference)`, as librosa's `power_to_db`.
 * @throws DspArgumentError for NaN or infinities in the array, or options that are not positive
 */
export function powerToDb(power: Float32Array, options: DecibelOptions = {}): Float32Array {
  checkFinite('values', power);
  return toDecibels(power.slice(), 'power', options);
}

/** Amplitude to decibels: `20 · log10(max(value, smallest) / reference)`; otherwise as {@link powerToDb}. */
export function amplitudeToDb(amplitude: Float32Array, options: DecibelOptions = {}): Float32Array {
  checkFinite('values', amplitude);
  return toDecibels(amplitude.slice(), 'amplitude', options);
}

/**
 * Decibels to power, `reference · 10^(dB / 10)`: undoes {@link powerToDb} where nothing was raised to a floor.
 * @throws DspArgumentError for NaN or infinities in the array, or a reference that is not positive
 */
export function dbToPower(decibels: Float32Array, options: { readonly reference?: number } = {}): Float32Array {
  return fromDb(decibels, 10, options.reference ?? 1);
}

/** Decibels to amplitude, `reference · 10^(dB / 20)`; otherwise as {@link dbToPower}. */
export function dbToAmplitude(decibels: Float32Array, options: { readonly reference?: number } = {}): Float32Array {
  return fromDb(decibels, 20, options.reference ?? 1);
}

function fromDb(decibels: Float32Array, factor: number, reference: number): Float32Array {
  checkFinite('decibels', decibels);
  checkPositive('reference', reference);
  return decibels.map((value) => reference * 10 ** (value / factor));
}

/**
 * Turns finite values into decibels in place: what {@link powerToDb} and {@link amplitudeToDb} do with a copy.
 * @throws DspArgumentError for options that are not positive
 */
export function toDecibels(
  values: Float32Array,
  quantity: 'power' | 'amplitude',
  options: DecibelOptions,
): Float32Array {
  const [factor, defaultSmallest] = quantity === 'power' ? [10, 1e-10] : [20, 1e-5];
  const { reference = 1, smallest = defaultSmallest, rangeDb = 80 } = options;
  checkPositive('smallest', smallest);
  if (reference !== 'maximum') checkPositive('reference', reference);
  if (rangeDb !== null) checkPositive('rangeDb', rangeDb);
  let largest = smallest;
  for (const value of values) if (value > largest) largest = value;
  const zero = factor * Math.log10(Math.max(smallest, reference === 'maximum' ? largest : reference));
  scaledLogarithm(values, smallest, factor, -zero);
  if (rangeDb !== null) raiseTo(values, factor * Math.log10(largest) - zero - rangeDb);
  return values;
}
