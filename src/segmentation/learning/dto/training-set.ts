import type { SegmentClass } from '../../network/segmenter-settings.js';

export { MOST_CLASSES, type SegmentClass, VOCAL } from '../../network/segmenter-settings.js';

export interface TrainingLabel {
  /** Seconds from the start of the recording. */
  readonly onset: number;
  readonly offset: number;
  /** Place in the codebook. */
  readonly class: number;
}

/** A stretch of a recording in which every vocalisation is labelled. One without labels tells what is none. */
export interface TrainingArea {
  /** Which of the recordings. */
  readonly recording: string;
  /** Counted from 0; null: the mean of all channels. */
  readonly channel: number | null;
  /** Seconds from the start of the recording. */
  readonly onset: number;
  readonly offset: number;
  /** Within the area, by onset. */
  readonly labels: readonly TrainingLabel[];
}

/** What a segmenter learns from, as it is kept in a file. */
export interface TrainingSet {
  readonly format: 'earshot-training-set-1';
  readonly classes: readonly SegmentClass[];
  readonly areas: readonly TrainingArea[];
}
