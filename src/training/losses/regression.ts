import { checkNumber } from '../check-arguments.js';
import { checkShapeIs } from '../graph/check-values.js';
import { type Value } from '../graph/value.js';
import { absolute, atMost, multiply, square, subtract } from '../operations/arithmetic.js';
import { type LossOptions } from './binary-cross-entropy.js';
import { weightedMean } from './weighted-mean.js';

/** Mean squared error. */
export function meanSquaredError(predictions: Value, targets: Value, { weights }: LossOptions = {}): Value {
  checkShapeIs('targets', targets, predictions.shape);
  return weightedMean(square(subtract(predictions, targets)), weights);
}

/**
 * Squared error near 0 and absolute error far from it, so that single large errors do not rule.
 *
 * Source: Huber, Robust Estimation of a Location Parameter, 1964.
 *
 * @param delta error from which on it is absolute, above 0
 */
export function huberLoss(predictions: Value, targets: Value, options: LossOptions & { delta?: number } = {}): Value {
  const { delta = 1, weights } = options;
  checkShapeIs('targets', targets, predictions.shape);
  checkNumber('delta', delta, Number.MIN_VALUE);
  const error = absolute(subtract(predictions, targets));
  const near = atMost(error, delta);
  return weightedMean(multiply(near, subtract(error, multiply(near, 0.5))), weights);
}
