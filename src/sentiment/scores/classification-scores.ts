import { SENTIMENT_CLASSES } from '../sentiment-class.js';

/** How well classes were told, each figure 0 to 1. */
export interface ClassificationScores {
  /** Mean of the recalls of the classes: the measure of SemEval 2017, task 4A. A class that does not occur is left out. */
  readonly macroRecall: number;
  /** By class, in the order of `SENTIMENT_CLASSES`. */
  readonly recalls: readonly number[];
  /** Mean of the F1 scores of positive and negative: the second measure of that task. */
  readonly f1OfPolar: number;
  readonly accuracy: number;
}

/** @param truth and @param told class numbers, one for each text */
export function classificationScores(truth: ArrayLike<number>, told: ArrayLike<number>): ClassificationScores {
  const size = SENTIMENT_CLASSES.length;
  const counts = SENTIMENT_CLASSES.map(() => new Array<number>(size).fill(0));
  for (let index = 0; index < truth.length; index++) counts[truth[index]][told[index]]++;
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = counts.map((_, column) => counts.reduce((sum, row) => sum + row[column], 0));
  const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const recalls = counts.map((row, index) => ratio(row[index], rows[index]));
  const f1 = counts.map((row, index) => ratio(2 * row[index], rows[index] + columns[index]));
  const occurring = recalls.filter((_, index) => rows[index] > 0);
  return {
    macroRecall: ratio(
      occurring.reduce((sum, recall) => sum + recall, 0),
      occurring.length,
    ),
    recalls,
    f1OfPolar: (f1[0] + f1[2]) / 2,
    accuracy: ratio(
      counts.reduce((sum, row, index) => sum + row[index], 0),
      truth.length,
    ),
  };
}
