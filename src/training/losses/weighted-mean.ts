import { type Value } from '../graph/value.js';
import { atLeast, divide, multiply } from '../operations/arithmetic.js';
import { expand } from '../operations/expand.js';
import { mean, sum } from '../operations/reductions.js';

/** Mean of all numbers, or their weighted mean; 0 when all weights are 0, as for a batch in which nothing is labelled. */
export function weightedMean(each: Value, weights?: Value): Value {
  if (!weights) return mean(each);
  const total = sum(expand(weights, each.shape));
  return divide(sum(multiply(each, weights)), atLeast(total, 1e-12));
}
