/** How often something was found, claimed and there: segments or bins of time. */
export interface DetectionCounts {
  readonly truePositives: number;
  readonly predicted: number;
  readonly labelled: number;
}

export interface DetectionScores extends DetectionCounts {
  /** Share of what was predicted that is right, 0..1. */
  readonly precision: number;
  /** Share of what was labelled that was found, 0..1. */
  readonly recall: number;
  /** Harmonic mean of precision and recall, 0..1. */
  readonly f1: number;
}

/** Floor of every denominator, so that nothing predicted or nothing labelled gives zero (F1: 1e-12) instead of no number. */
const FLOOR = 1e-12;

/** Precision, recall and F1 = 2 / (1/P + 1/R) as WhisperSeg's evaluation computes them. */
export function scoresOf({ truePositives, predicted, labelled }: DetectionCounts): DetectionScores {
  const precision = truePositives / Math.max(predicted, FLOOR);
  const recall = truePositives / Math.max(labelled, FLOOR);
  const f1 = 2 / (1 / Math.max(precision, FLOOR) + 1 / Math.max(recall, FLOOR));
  return { truePositives, predicted, labelled, precision, recall, f1 };
}
