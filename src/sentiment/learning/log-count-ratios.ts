import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import type { SparseRows } from './sparse-rows.js';

/** Added to the rates of a column, which are per thousand texts: one that never occurs in a class is rare there, not impossible. */
const SMOOTHING = 0.05;

/**
 * How much more often a column occurs in texts of a class than in the mean of the others, as a logarithm, by column and class. A column that tells
 * nothing has 0 and so has no say in the model (Wang and Manning 2012, "Baselines and Bigrams").
 */
export function logCountRatios({ starts, columns, labels }: SparseRows, columnCount: number): Float32Array {
  const size = SENTIMENT_CLASSES.length;
  const texts = new Float64Array(size);
  const rates = new Float64Array(columnCount * size);
  for (const label of labels) texts[label]++;
  for (const [row, label] of labels.entries()) {
    for (let entry = starts[row]; entry < starts[row + 1]; entry++) {
      rates[columns[entry] * size + label] += 1000 / texts[label];
    }
  }
  return Float32Array.from(rates, (rate, place) => {
    const first = place - (place % size);
    let others = 0;
    for (let other = 0; other < size; other++) if (first + other !== place) others += rates[first + other];
    return Math.log((rate + SMOOTHING) / (others / (size - 1) + SMOOTHING));
  });
}
