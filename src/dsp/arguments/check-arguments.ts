import { DspArgumentError } from './dsp-argument-error.js';

/** Refuses everything but integers of `minimum..maximum`. */
export function checkInteger(argument: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new DspArgumentError(argument, `an integer of ${minimum}..${maximum}`, value);
  }
}

/** Refuses everything but finite numbers of `minimum..maximum`, NaN included. */
export function checkNumber(argument: string, value: number, minimum: number, maximum: number): void {
  if (typeof value !== 'number' || !(value >= minimum && value <= maximum) || !Number.isFinite(value)) {
    throw new DspArgumentError(argument, `a number of ${minimum}..${maximum}`, value);
  }
}

/** Refuses everything but finite numbers above zero. */
export function checkPositive(argument: string, value: number): void {
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
    throw new DspArgumentError(argument, 'a finite number above 0', value);
  }
}

/** Refuses a value that is not in the list. */
export function checkOneOf<T extends string>(argument: string, value: T, allowed: readonly T[]): void {
  if (!allowed.includes(value)) throw new DspArgumentError(argument, `one of ${allowed.join(', ')}`, value);
}

/** Refuses an array of another length. */
export function checkLength(argument: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) throw new DspArgumentError(argument, `an array of length ${length}`, values);
}

/** Refuses what is not a Float32Array. */
export function checkSamples(argument: string, samples: Float32Array): void {
  if (!(samples instanceof Float32Array)) throw new DspArgumentError(argument, 'a Float32Array', samples);
}

/** Refuses arrays that hold NaN or an infinity: one such value would silently spoil a whole result. */
export function checkFinite(argument: string, values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new DspArgumentError(`${argument}[${index}]`, 'a finite number', values[index]);
    }
  }
}
