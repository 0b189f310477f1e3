import { checkNumber } from '../check-arguments.js';
import { type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { greater, multiply, where } from './arithmetic.js';

export interface DropoutOptions {
  /** Axes along which all numbers share one fate: `[2]` of `[batch, channels, time]` drops whole channels. */
  sharedAxes?: readonly number[];
}

/**
 * Sets numbers to 0 with the given probability and scales the others up; passes its input on outside training.
 *
 * Source: Srivastava et al., Dropout, 2014. The host draws the random numbers, so that a run can be repeated exactly.
 *
 * @param probability 0 up to, but not including, 1
 */
export function dropout(input: Value, probability: number, { sharedAxes = [] }: DropoutOptions = {}): Value {
  checkNumber('probability', probability, 0, 0.999);
  if (input.graph.mode === 'inference' || probability === 0) return input;
  const shape: Shape = input.shape.map((size, axis) => (sharedAxes.includes(axis) ? 1 : size));
  const { graph } = input;
  const kept = where(greater(graph.uniform(shape), probability), graph.scalar(1 / (1 - probability)), 0);
  return multiply(input, kept);
}
