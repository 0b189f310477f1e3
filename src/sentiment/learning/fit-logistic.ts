import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import { minimise, type MinimiseOptions } from './minimise.js';
import type { SparseRows } from './sparse-rows.js';

/** Scores of classes are sums of `weights[column * 3 + class] * value` and of the class's bias. */
export interface LinearModel {
  readonly weights: Float32Array;
  readonly biases: readonly number[];
}

const SIZE = SENTIMENT_CLASSES.length;

/** By class: texts of rare classes count as much more as they are rarer. */
export function balancedWeights(labels: Uint8Array): number[] {
  const counts = new Array<number>(SIZE).fill(0);
  for (const label of labels) counts[label]++;
  return counts.map((count) => labels.length / (SIZE * Math.max(1, count)));
}

/**
 * Multinomial logistic regression with an L2 penalty, each class counting the same however many texts it has.
 * @param scale by column and class, what a value is multiplied by before it is weighed: see `logCountRatios`
 * @param strength of the data against the penalty; larger fits closer
 */
export function fitLogistic(
  rows: SparseRows,
  scale: Float32Array,
  strength: number,
  options: MinimiseOptions,
): LinearModel {
  const count = rows.labels.length;
  const classWeights = balancedWeights(rows.labels).map((weight) => weight / count);
  const penalty = 1 / (strength * count);
  const size = scale.length;
  const loss = (point: Float32Array, gradient: Float32Array): number => {
    const weights = scale.map((each, index) => each * point[index]);
    let sum = lossOf(rows, weights, point.subarray(size), classWeights, gradient);
    for (let index = 0; index < size; index++) {
      gradient[index] = gradient[index] * scale[index] + penalty * point[index];
      sum += (penalty * point[index] ** 2) / 2;
    }
    return sum;
  };
  const point = minimise(loss, new Float32Array(size + SIZE), options);
  return { weights: scale.map((each, index) => each * point[index]), biases: [...point.subarray(size)] };
}

/** Cross-entropy; adds its gradient by weights and then biases. */
function lossOf(
  { starts, columns, values, labels }: SparseRows,
  weights: Float32Array,
  biases: Float32Array,
  classWeights: readonly number[],
  gradient: Float32Array,
): number {
  let sum = 0;
  const scores = new Float64Array(SIZE);
  for (let row = 0; row < labels.length; row++) {
    scores.set(biases);
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      const place = columns[entry] * SIZE;
      for (let each = 0; each < SIZE; each++) scores[each] += weights[place + each] * values[entry];
    }
    const label = labels[row];
    const probabilities = softmax(scores);
    sum -= classWeights[label] * Math.log(Math.max(1e-12, probabilities[label]));
    probabilities[label] -= 1;
    for (let each = 0; each < SIZE; each++) {
      probabilities[each] *= classWeights[label];
      gradient[weights.length + each] += probabilities[each];
    }
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      const place = columns[entry] * SIZE;
      for (let each = 0; each < SIZE; each++) gradient[place + each] += probabilities[each] * values[entry];
    }
  }
  return sum;
}

/** Changes and returns its argument. */
export function softmax(scores: Float64Array): Float64Array {
  const largest = Math.max(...scores);
  let sum = 0;
  for (let each = 0; each < scores.length; each++) sum += scores[each] = Math.exp(scores[each] - largest);
  for (let each = 0; each < scores.length; each++) scores[each] /= sum;
  return scores;
}

/** Scores by row and class. */
export function linearScores({ starts, columns, values, labels }: SparseRows, model: LinearModel): Float64Array {
  const scores = new Float64Array(labels.length * SIZE);
  for (let row = 0; row < labels.length; row++) {
    for (let each = 0; each < SIZE; each++) {
      let score = model.biases[each];
      for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
        score += model.weights[columns[entry] * SIZE + each] * values[entry];
      }
      scores[row * SIZE + each] = score;
    }
  }
  return scores;
}
