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
  /** Harmonic mean of precision and recall, 0..1; 0 where nothing is right. */
  readonly f1: number;
}

/** Precision, recall and F1 = 2 / (1/P + 1/R) as WhisperSeg's evaluation computes them; all are 0 where nothing was predicted, labelled or right. */
export function scoresOf({ truePositives, predicted, labelled }: DetectionCounts): DetectionScores {
  const precision = predicted === 0 ? 0 : truePositives / predicted;
  const recall = labelled === 0 ? 0 : truePositives / labelled;
  const f1 = truePositives === 0 ? 0 : 2 / (1 / precision + 1 / recall);
  return { truePositives, predicted, labelled, precision, recall, f1 };
}
