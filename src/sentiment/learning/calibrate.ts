import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import { balancedWeights, softmax } from './fit-logistic.js';
import { minimise } from './minimise.js';

/** What makes probabilities of scores: `softmax(sharpness * score + offsets)`. */
export interface Calibration {
  readonly sharpness: number;
  readonly offsets: readonly number[];
}

const SIZE = SENTIMENT_CLASSES.length;

/**
 * Temperature and offsets that make the scores of texts likeliest which the model has not seen (Guo et al. 2017; Platt 1999), every class counting the
 * same: a probability is what it would be if the three classes were equally common.
 * @param scores by text and class
 */
export function calibrate(scores: Float64Array, labels: Uint8Array): Calibration {
  const classWeights = balancedWeights(labels).map((weight) => weight / labels.length);
  const loss = (point: Float32Array, gradient: Float32Array): number => {
    let sum = 0;
    const place = new Float64Array(SIZE);
    for (const [row, label] of labels.entries()) {
      for (let each = 0; each < SIZE; each++) place[each] = point[0] * scores[row * SIZE + each] + point[1 + each];
      const probabilities = softmax(place);
      sum -= classWeights[label] * Math.log(Math.max(1e-12, probabilities[label]));
      for (let each = 0; each < SIZE; each++) {
        const error = (probabilities[each] - Number(each === label)) * classWeights[label];
        gradient[0] += error * scores[row * SIZE + each];
        gradient[1 + each] += error;
      }
    }
    return sum;
  };
  const [sharpness, ...offsets] = minimise(loss, Float32Array.of(1, 0, 0, 0), { maxIterations: 200, tolerance: 1e-7 });
  return { sharpness, offsets };
}

/** Probabilities by text and class. */
export function calibrated(scores: Float64Array, { sharpness, offsets }: Calibration): Float64Array {
  const probabilities = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += SIZE) {
    const place = scores.slice(row, row + SIZE).map((score, each) => sharpness * score + offsets[each]);
    probabilities.set(softmax(place), row);
  }
  return probabilities;
}
