import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import { type Calibration, calibrate } from './calibrate.js';
import { fitLogistic, type LinearModel, linearScores } from './fit-logistic.js';
import { logCountRatios } from './log-count-ratios.js';
import type { SentimentExample } from './read-examples.js';
import { dropRareColumns, toSparseRows } from './sparse-rows.js';

export interface NgramTraining {
  readonly train: readonly SentimentExample[];
  /** Texts that temperature and offsets are fitted on; no weight is. */
  readonly dev: readonly SentimentExample[];
  /** A power of two. */
  readonly bucketCount: number;
  /** See `fitLogistic`. */
  readonly strength: number;
  readonly iterations: number;
  readonly onIteration?: (iteration: number, loss: number) => void;
}

/** What the bundled model is trained with, chosen by cross-validation within the training texts (docs/experiments/sentiment.md). */
export const NGRAM_TRAINING = { bucketCount: 2 ** 20, strength: 2, iterations: 45 } as const;

/** A feature of a single text says nothing about others. */
const LEAST_TEXTS = 2;
const TOLERANCE = 1e-5;
const SIZE = SENTIMENT_CLASSES.length;

export interface TrainedNgrams {
  /** Of `bucketCount` rows. */
  readonly model: LinearModel;
  readonly calibration: Calibration;
}

/** Trains a linear model. Nothing is random: the same texts give the same weights. */
export function trainNgrams(training: NgramTraining): TrainedNgrams {
  const { train, dev, bucketCount, strength, iterations, onIteration } = training;
  const { rows, kept } = dropRareColumns(toSparseRows(train, bucketCount), bucketCount, LEAST_TEXTS);
  const ratios = logCountRatios(rows, kept.length);
  const dense = fitLogistic(rows, ratios, strength, { maxIterations: iterations, tolerance: TOLERANCE, onIteration });
  const weights = new Float32Array(bucketCount * SIZE);
  for (const [place, column] of kept.entries()) {
    weights.set(dense.weights.subarray(place * SIZE, (place + 1) * SIZE), column * SIZE);
  }
  const model = { weights, biases: dense.biases };
  const unseen = toSparseRows(dev, bucketCount);
  return { model, calibration: calibrate(linearScores(unseen, model), unseen.labels) };
}
