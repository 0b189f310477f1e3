import { checkNumber } from '../check-arguments.js';
import { checkDataType, checkShapeIs } from '../graph/check-values.js';
import { elementCount } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { add, multiply, negate, subtract } from '../operations/arithmetic.js';
import { exponential } from '../operations/functions.js';
import { expand } from '../operations/expand.js';
import { mean } from '../operations/reductions.js';
import { reshape } from '../operations/reshape.js';
import { weightedMean } from './weighted-mean.js';

export interface CrossEntropyOptions {
  /** Weight of each label, of the shape of `labels`; 0 leaves it out. The loss is divided by the sum of the weights. */
  weights?: Value;
  /** Part of the probability that is spread over all classes, 0..1 (Szegedy et al., 2016). */
  labelSmoothing?: number;
}

/**
 * Cross-entropy of one class out of several, for scores before the softmax.
 *
 * @param logits `[…, classes]`
 * @param labels class numbers of 0 up to classes, of the shape of `logits` without its last axis. What is left out by a
 *   weight of 0 needs a class number too.
 */
export function crossEntropy(logits: Value, labels: Value, options: CrossEntropyOptions = {}): Value {
  const { weights, labelSmoothing = 0 } = options;
  checkDataType('labels', labels, 'int32', 'int64');
  checkShapeIs('labels', labels, logits.shape.slice(0, -1));
  checkNumber('labelSmoothing', labelSmoothing, 0, 1);
  if (weights) checkShapeIs('weights', weights, labels.shape);
  const classes = logits.shape[logits.rank - 1];
  const count = elementCount(labels.shape);
  const { graph } = logits;
  const rows = reshape(logits, [count, classes]);
  const column = reshape(labels, [count, 1]);
  const each = graph.withoutRecording(() => {
    const logProbabilities = graph.node('LogSoftmax', [rows], rows.shape, { attributes: { axis: { int: -1 } } });
    const ofLabel = graph.node('GatherElements', [logProbabilities, column], [count, 1], {
      attributes: { axis: { int: 1 } },
    });
    const ofAll = mean(logProbabilities, { axes: [1], keepAxes: true });
    const likelihood =
      labelSmoothing === 0 ? ofLabel : add(multiply(ofLabel, 1 - labelSmoothing), multiply(ofAll, labelSmoothing));
    return { loss: reshape(negate(likelihood), [count]), logProbabilities };
  });
  const loss = graph.record([rows], each.loss, [
    (gradient) => {
      const target = expand(graph.scalar(labelSmoothing - 1), [count, 1]);
      const excess = subtract(exponential(each.logProbabilities), labelSmoothing / classes);
      const error = graph.node('ScatterElements', [excess, column, target], rows.shape, {
        attributes: { axis: { int: 1 }, reduction: { string: 'add' } },
      });
      return multiply(error, reshape(gradient, [count, 1]));
    },
  ]);
  return weightedMean(loss, weights && reshape(weights, [count]));
}
