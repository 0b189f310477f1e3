/** One vocalisation. */
export class SegmentationEvent {
  /** Seconds from the start of the recording. */
  onsetSeconds: number;
  offsetSeconds: number;
  species: string;
  individual: string;
  /** Kind of vocalisation. */
  cluster: string;
  /**
   * How sure the model is that something is heard here, 0 to 1: the mean probability of vocalisation within the event. It orders events and sorts noise out;
   * it is no calibrated probability, says nothing of the class, and little of where the event begins and ends.
   */
  confidence: number;
}

/** The settings that were in force: the model's own, and what was chosen instead. */
export class SegmentationSettings {
  sampleRateHz: number;
  timeStepSeconds: number;
  minFrequencyHz: number;
  maxFrequencyHz: number;
  minSegmentSeconds: number;
  threshold: number;
  /** null: the mean of all channels. */
  channel: number | null;
}

/** How often something of one class was heard. */
export class SegmentationClassCount {
  species: string;
  individual: string;
  cluster: string;
  count: number;
}

/** The version of an annotation track that holds the events. */
export class SavedAnnotation {
  trackId: string;
  version: number;
}

/** The model that did the work. */
export class SegmentationModel {
  name: string;
  version: string;
  /** As it was asked for: `whisperseg-base` may stand for another model. */
  requestedName: string;
}

export class SegmentationResult {
  model: SegmentationModel;
  settings: SegmentationSettings;
  durationSeconds: number;
  /** All events, also those that `events` leaves out. */
  eventCount: number;
  /** Sum of the lengths of all events. */
  vocalSeconds: number;
  /** Most frequent first; only classes that were heard. */
  classes: SegmentationClassCount[];
  /** By onset; the first 10,000. Where there are more, all of them are labels of the track that `annotation` names. */
  events: SegmentationEvent[];
  /** Whether there are more events than `events` holds. */
  isTruncated: boolean;
  /** The track that was named, or one that was made because `events` does not hold all; else null. */
  annotation: SavedAnnotation | null;
  /** Where the events are that `events` leaves out; null when it holds all. */
  note: string | null;
}

/** A piece of the result, as the events of a running analysis carry it. */
export class SegmentationPartial {
  events: SegmentationEvent[];
}
