import type { ModelFigure } from '../../inference/model-card.dto.js';
import { classificationScores } from '../scores/classification-scores.js';
import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import { calibrate, calibrated } from './calibrate.js';
import { linearScores } from './fit-logistic.js';
import type { SentimentExample } from './read-examples.js';
import { toSparseRows } from './sparse-rows.js';
import type { TrainedNgrams } from './train-ngrams.js';

const SIZE = SENTIMENT_CLASSES.length;

/** Figures of a model on texts that calibrated it, and with the calibration of each half fitted on the other. */
export function measureNgrams(
  { model, calibration }: TrainedNgrams,
  dev: readonly SentimentExample[],
  bucketCount: number,
): ModelFigure[] {
  const { labels, ...rows } = toSparseRows(dev, bucketCount);
  const scores = linearScores({ ...rows, labels }, model);
  const told = classesOf(calibrated(scores, calibration));
  const { macroRecall, accuracy } = classificationScores(labels, told);
  const crossFitted = classificationScores(labels, crossFit(scores, labels)).macroRecall;
  const figure = (what: string, value: number, split: string): ModelFigure => ({
    what,
    figure: Math.round(value * 1000) / 1000,
    data: `dev.tsv (${dev.length} texts)`,
    split,
  });
  const learned = 'Weights from train.tsv alone';
  return [
    figure('macro-averaged recall', macroRecall, `${learned}; calibrated on the same texts`),
    figure('macro-averaged recall', crossFitted, `${learned}; each half calibrated on the other one`),
    figure('accuracy', accuracy, `${learned}; calibrated on the same texts`),
  ];
}

/** Classes of each text by the calibration of every other text. */
function crossFit(scores: Float64Array, labels: Uint8Array): Uint8Array {
  const told = new Uint8Array(labels.length);
  for (const half of [0, 1]) {
    const fitted = [...labels.keys()].filter((index) => index % 2 !== half);
    const fit = calibrate(
      Float64Array.from(fitted.flatMap((index) => [...scores.subarray(index * SIZE, (index + 1) * SIZE)])),
      Uint8Array.from(fitted, (index) => labels[index]),
    );
    const classes = classesOf(calibrated(scores, fit));
    for (let index = half; index < labels.length; index += 2) told[index] = classes[index];
  }
  return told;
}

/** The likeliest class of each text. */
export function classesOf(probabilities: Float64Array): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / SIZE }, (_, row) => {
    const own = probabilities.subarray(row * SIZE, (row + 1) * SIZE);
    return own.indexOf(Math.max(...own));
  });
}
