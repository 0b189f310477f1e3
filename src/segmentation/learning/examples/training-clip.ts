import { type SegmenterSettings } from '../../network/segmenter-settings.js';
import { type Label } from '../labelled-audio.js';

/** A few seconds of labelled sound. */
export interface TrainingClip {
  readonly samples: Float32Array;
  readonly settings: SegmenterSettings;
  /** Where labels are complete, s within the samples. */
  readonly area: { readonly onset: number; readonly offset: number };
  readonly labels: readonly Label[];
  /** Whether boundaries are exact enough to learn from. */
  readonly exact: boolean;
  /** Whether the labels' classes are those of the model. */
  readonly classified: boolean;
}

/** Where clips come from; the same seed parts give the same clip. */
export interface ClipSource {
  clip(...seed: readonly (number | string)[]): TrainingClip;
}
