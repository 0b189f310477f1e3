import { TrainingArgumentError } from './training-argument-error.js';

/** Refuses everything but integers of `minimum..maximum`. */
export function checkInteger(
  argument: string,
  value: number,
  minimum: number,
  maximum = Number.MAX_SAFE_INTEGER,
): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new TrainingArgumentError(argument, `must be an integer of ${minimum}..${maximum}, but is ${value}.`);
  }
}

/** Refuses everything but finite numbers of `minimum..maximum`, NaN included. */
export function checkNumber(argument: string, value: number, minimum: number, maximum = Number.MAX_VALUE): void {
  if (!(value >= minimum && value <= maximum)) {
    const range = maximum === Number.MAX_VALUE ? `a finite number of at least ${minimum}` : `of ${minimum}..${maximum}`;
    throw new TrainingArgumentError(argument, `must be ${range}, but is ${value}.`);
  }
}
