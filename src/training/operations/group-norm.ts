import { checkInteger, checkNumber } from '../check-arguments.js';
import { checkShapeIs } from '../graph/check-values.js';
import { ones, zeros } from '../randomness/initialisers.js';
import { type Value } from '../graph/value.js';
import { TrainingArgumentError } from '../training-argument-error.js';
import { add, divide, multiply, square } from './arithmetic.js';
import { squareRoot } from './functions.js';
import { layerNorm } from './layer-norm.js';
import { mean } from './reductions.js';
import { reshape } from './reshape.js';

/**
 * Brings each group of channels to mean 0 and variance 1 over all its positions: like batch norm for pictures, but the
 * same in training and use, and for any batch size.
 *
 * Source: Wu and He, Group Normalization, 2018.
 *
 * @param input `[batch, channels, …]`
 * @param scale `[channels]`
 * @param shift `[channels]`
 */
export function groupNorm(input: Value, scale: Value, shift: Value, groups: number, epsilon = 1e-5): Value {
  const [batch, channels] = input.shape;
  checkInteger('groups', groups, 1, channels);
  if (channels % groups !== 0) {
    throw new TrainingArgumentError('groups', `must divide the ${channels} channels, but is ${groups}.`);
  }
  checkShapeIs('scale', scale, [channels]);
  checkShapeIs('shift', shift, [channels]);
  const { graph } = input;
  const grouped = reshape(input, [batch, groups, -1]);
  const size = [grouped.shape[2]];
  const [one, none] = [ones, zeros].map((fill) => graph.constant({ data: fill(size, Math.random), shape: size }));
  const normalised = reshape(layerNorm(grouped, one, none, epsilon), input.shape);
  const perChannel = [channels, ...input.shape.slice(2).map(() => 1)];
  return add(multiply(normalised, reshape(scale, perChannel)), reshape(shift, perChannel));
}

/**
 * Divides the last axis by its root mean square, then scales it.
 *
 * Source: Zhang and Sennrich, Root Mean Square Layer Normalization, 2019.
 *
 * @param input `[…, channels]`
 * @param scale `[channels]`
 */
export function rmsNorm(input: Value, scale: Value, epsilon = 1e-6): Value {
  checkShapeIs('scale', scale, input.shape.slice(-1));
  checkNumber('epsilon', epsilon, 0, 1);
  const power = mean(square(input), { axes: [-1], keepAxes: true });
  return multiply(divide(input, squareRoot(add(power, epsilon))), scale);
}
