import type { SegmentationModel, SegmentationSettings } from '../../dto/segmentation-result.dto.js';

/** Counts over all recordings, and what they give. */
export class DetectionScoresResponse {
  truePositives: number;
  predicted: number;
  labelled: number;
  precision: number;
  recall: number;
  /** 2 / (1/precision + 1/recall); 0 where nothing is right. */
  f1: number;
}

/** Three ways to count. */
export class ScoreSetResponse {
  /** Segments whose onset and offset both lie within the tolerance, as WhisperSeg's evaluation counts them. */
  segmentWise: DetectionScoresResponse;
  /** Bins of min(1 ms, time step), as WhisperSeg's evaluation counts them. */
  frameWise: DetectionScoresResponse;
  /** Segments that share enough of their union, paired one to one, best first. */
  overlapWise: DetectionScoresResponse;
}

export class ClassScoresResponse extends ScoreSetResponse {
  /** The cluster alone where neither species nor individual is known, else `species<==SEPARATOR==>individual<==SEPARATOR==>cluster`. */
  class: string;
}

export class ConfusionResponse {
  /** Class of the label; null for what was predicted where there is none. */
  labelled: string | null;
  /** Class of the prediction that overlaps it best; null for labels that were missed. */
  predicted: string | null;
  count: number;
}

/** How well a model finds what is labelled. */
export class EvaluationResult extends ScoreSetResponse {
  model: SegmentationModel;
  settings: SegmentationSettings;
  toleranceSeconds: number;
  frameSeconds: number;
  minimumIou: number;
  recordings: number;
  /** Seconds in which predictions and labels were compared. */
  seconds: number;
  /** The same scores with every segment as one class. */
  detection: ScoreSetResponse;
  /** What is to be known to understand the scores, as that classes have different names; else null. */
  note: string | null;
  /** At most 1,000. */
  classes: ClassScoresResponse[];
  /** Which class was taken for which; cells that are zero are left out. At most 10,000. */
  confusion: ConfusionResponse[];
}
