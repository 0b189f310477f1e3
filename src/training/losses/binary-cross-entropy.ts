import { checkShapeIs } from '../graph/check-values.js';
import { broadcastShapes } from '../graph/broadcast.js';
import { type Value } from '../graph/value.js';
import { absolute, add, multiply, negate, subtract } from '../operations/arithmetic.js';
import { relu, sigmoid, softplus } from '../operations/activations.js';
import { weightedMean } from './weighted-mean.js';

export interface LossOptions {
  /** Weight of each number, broadcast to the logits; 0 leaves it out. The loss is divided by the sum of the weights. */
  weights?: Value;
}

/**
 * Cross-entropy of independent yes-or-no answers, for scores before the sigmoid.
 *
 * @param logits of any shape
 * @param targets of the same shape, 0..1; they get no gradient
 */
export function binaryCrossEntropy(logits: Value, targets: Value, { weights }: LossOptions = {}): Value {
  checkShapeIs('targets', targets, logits.shape);
  if (weights)
    checkShapeIs('weights broadcast to logits', logits, broadcastShapes('weights', logits.shape, weights.shape));
  const { graph } = logits;
  const each = graph.withoutRecording(() =>
    add(subtract(relu(logits), multiply(logits, targets)), softplus(negate(absolute(logits)))),
  );
  const recorded = graph.record([logits], each, [(gradient) => multiply(gradient, subtract(sigmoid(logits), targets))]);
  return weightedMean(recorded, weights);
}
