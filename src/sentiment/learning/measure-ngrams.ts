import type { ModelFigure } from '../../inference/model-card.dto.js';
import { onnxRuntime } from '../../training/index.js';
import { averageByLength } from '../inference/average.js';
import { NgramClassifier } from '../inference/ngram-classifier.js';
import type { NgramSettings } from '../model/sentiment-settings.js';
import { classificationScores } from '../scores/classification-scores.js';
import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import { calibrate, calibrated } from './calibrate.js';
import type { SentimentExample } from './read-examples.js';

const SIZE = SENTIMENT_CLASSES.length;
/** Of a text in which there is nothing to judge. */
const NEUTRAL = [0, 1, 0] as const;
/** Probabilities are rounded to 0; their logarithms must be numbers. */
const LEAST = 1e-5;

/**
 * Figures of the file that is shipped, whose weights are bytes, run as the server runs it: on texts that calibrated it, and with the
 * calibration of each half fitted on the other.
 */
export async function measureNgrams(
  graph: Uint8Array,
  settings: NgramSettings,
  dev: readonly SentimentExample[],
): Promise<ModelFigure[]> {
  const labels = Uint8Array.from(dev, ({ label }) => label);
  const probabilities = await judge(graph, settings, dev);
  const { macroRecall, accuracy } = classificationScores(labels, classesOf(probabilities));
  const crossFitted = classificationScores(labels, crossFit(probabilities, labels)).macroRecall;
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

/** By text and class. */
async function judge(
  file: Uint8Array,
  settings: NgramSettings,
  texts: readonly SentimentExample[],
): Promise<Float64Array> {
  const graph = await onnxRuntime().compile(file);
  try {
    const classifier = new NgramClassifier(settings);
    const probabilities = new Float64Array(texts.length * SIZE);
    for (const [index, { text }] of texts.entries()) {
      probabilities.set(averageByLength(await classifier.classify(graph, text)) ?? NEUTRAL, index * SIZE);
    }
    return probabilities;
  } finally {
    await graph.release();
  }
}

/** Classes of each text by the calibration of every other text. A calibration of calibrated scores is one of the scores themselves. */
function crossFit(probabilities: Float64Array, labels: Uint8Array): Uint8Array {
  const scores = probabilities.map((probability) => Math.log(Math.max(LEAST, probability)));
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
function classesOf(probabilities: Float64Array): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / SIZE }, (_, row) => {
    const own = probabilities.subarray(row * SIZE, (row + 1) * SIZE);
    return own.indexOf(Math.max(...own));
  });
}
