import type { SegmentClass } from '../../segmentation/learning/dto/training-set.js';

/** A stretch of a recording, seconds. */
export interface GivenStretch {
  readonly onset: number;
  readonly offset: number;
  /** Counted from 0; absent: all channels. */
  readonly channel?: number;
}

export interface GivenLabel extends GivenStretch {
  readonly name: SegmentClass;
}

/** Where labels are complete: stretches, or a rule that makes them. */
export type GivenAreas = readonly GivenStretch[] | 'whole-recording' | 'span-of-labels';

/** One recording with what its owner says of it, sound in itself but not yet held against the recording. */
export interface GivenRecording {
  readonly durationSeconds: number;
  readonly areas: GivenAreas;
  readonly labels: readonly GivenLabel[];
}
