import { type SpokenDigit } from '../../test/models/build/digits/scene.js';
import { DIGITS } from '../../test/models/build/digits/vocabulary.js';
import { type Recognised, type RecognisedWord } from './recognise.js';

export interface StringResult {
  readonly truth: readonly SpokenDigit[];
  readonly recognised: Recognised;
}

export interface Scores {
  readonly words: number;
  readonly wordErrorRate: number;
  readonly medianBoundaryErrorSeconds: number;
  readonly p90BoundaryErrorSeconds: number;
  readonly expectedCalibrationError: number;
}

const BINS = 10;

/** Word error rate, boundaries of the words that were recognised, and calibration of confidence. */
export function score(results: readonly StringResult[]): Scores {
  const compared = results.map(({ truth, recognised }) => compare(truth, recognised.words));
  const words = results.reduce((sum, { truth }) => sum + truth.length, 0);
  const errors = compared.flatMap(({ matches }) =>
    matches.flatMap(({ truth, word }) => [Math.abs(truth.start - word.start), Math.abs(truth.end - word.end)]),
  );
  errors.sort((a, b) => a - b);
  return {
    words,
    wordErrorRate: compared.reduce((sum, { edits }) => sum + edits, 0) / words,
    medianBoundaryErrorSeconds: errors[Math.floor(errors.length / 2)] ?? NaN,
    p90BoundaryErrorSeconds: errors[Math.floor(errors.length * 0.9)] ?? NaN,
    expectedCalibrationError: calibrationError(
      results.flatMap(({ recognised }, index) =>
        recognised.words.map((word) => ({
          confidence: word.confidence,
          isRight: compared[index].matches.some((match) => match.word === word),
        })),
      ),
    ),
  };
}

interface Comparison {
  readonly edits: number;
  /** Words that are right. */
  readonly matches: readonly { truth: SpokenDigit; word: RecognisedWord }[];
}

/** The fewest substitutions, deletions and insertions (Levenshtein). */
function compare(truth: readonly SpokenDigit[], words: readonly RecognisedWord[]): Comparison {
  const isSame = (row: number, column: number) => DIGITS[truth[row].digit] === words[column].text;
  const edits = Array.from({ length: truth.length + 1 }, (_, row) => Array.from(words, () => row).concat(row));
  edits[0].forEach((_, column) => (edits[0][column] = column));
  for (let row = 1; row <= truth.length; row++) {
    for (let column = 1; column <= words.length; column++) {
      const substituted = edits[row - 1][column - 1] + (isSame(row - 1, column - 1) ? 0 : 1);
      edits[row][column] = Math.min(substituted, edits[row - 1][column] + 1, edits[row][column - 1] + 1);
    }
  }
  const matches: { truth: SpokenDigit; word: RecognisedWord }[] = [];
  let [row, column] = [truth.length, words.length];
  while (row > 0 && column > 0) {
    const same = isSame(row - 1, column - 1);
    if (edits[row][column] === edits[row - 1][column - 1] + (same ? 0 : 1)) {
      [row, column] = [row - 1, column - 1];
      if (same) matches.push({ truth: truth[row], word: words[column] });
    } else if (edits[row][column] === edits[row - 1][column] + 1) row--;
    else column--;
  }
  return { edits: edits[truth.length][words.length], matches };
}

/** Mean distance of confidence and share of right words over ten bins. Source: Guo et al., On Calibration of Modern Neural Networks, 2017. */
export function calibrationError(words: readonly { confidence: number; isRight: boolean }[]): number {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    words.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin),
  );
  return bins.reduce((sum, bin) => {
    const confidence = bin.reduce((total, word) => total + word.confidence, 0);
    const right = bin.filter(({ isRight }) => isRight).length;
    return sum + Math.abs(confidence - right) / Math.max(1, words.length);
  }, 0);
}
