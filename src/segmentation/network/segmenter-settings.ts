/** What an event is: who made it and what it is called. The position in the list of a model is the number of the class. */
export interface SegmentClass {
  readonly species: string;
  readonly individual: string;
  readonly cluster: string;
}

/** One vocalisation. */
export interface SegmentEvent {
  /** Seconds from the beginning of the recording. */
  readonly onset: number;
  readonly offset: number;
  /** Position in {@link SegmenterSettings.classes}. */
  readonly class: number;
  /** Mean probability of vocalisation of its frames, 0..1; not calibrated: see docs/experiments/segmentation.md. */
  readonly confidence: number;
}

/** How scores of frames become events. Learning fits these numbers to the habits of whoever drew the labels. */
export interface DecodingSettings {
  /** Probability of vocalisation that an event must exceed, 0..1. Lower finds more. */
  readonly threshold: number;
  /** Probability of a boundary, 0..1, from which on a peak of offset and onset splits an event without a quiet frame between. */
  readonly splitThreshold: number;
  /** Pauses that are shorter belong to the event, s. */
  readonly shortestGapSeconds: number;
  /** Added to each onset and offset, s: labels of one person may begin a little earlier or end a little later. */
  readonly onsetShiftSeconds: number;
  readonly offsetShiftSeconds: number;
}

/** Everything that a segmenter needs beside its weights; it travels in `model.json` as `settings`. */
export interface SegmenterSettings {
  /** Rate to which audio is resampled, Hz, 1000..384000. */
  readonly sampleRateHz: number;
  /** Distance of two frames, s. Rounded to whole samples: see `hopLength`. */
  readonly timeStepSeconds: number;
  /** What lies outside this range is not heard, Hz. */
  readonly minFrequencyHz: number;
  readonly maxFrequencyHz: number;
  /** Shorter events are dropped, s. */
  readonly minSegmentSeconds: number;
  /** How far a boundary may be off for a segment to count as found, s. */
  readonly toleranceSeconds: number;
  readonly classes: readonly SegmentClass[];
  readonly decoding: DecodingSettings;
  /** Sizes of the network; weights fit only one. */
  readonly network: NetworkSettings;
}

export interface NetworkSettings {
  /** Mel bands. */
  readonly bands: number;
  /** Channels of the three layers that look at the picture. */
  readonly pictureChannels: readonly [number, number, number];
  /** Channels of the layers over time. */
  readonly channels: number;
  /** Distances of the taps of each layer over time, frames. */
  readonly dilations: readonly number[];
}

export const MOST_CLASSES = 1_000;

/** What a vocalisation is called when nobody has named it. */
export const VOCAL: SegmentClass = { species: 'Unknown', individual: 'Unknown', cluster: 'Vocal' };

/** Samples from frame to frame. */
export function hopLength({
  sampleRateHz,
  timeStepSeconds,
}: Pick<SegmenterSettings, 'sampleRateHz' | 'timeStepSeconds'>) {
  return Math.max(1, Math.round(sampleRateHz * timeStepSeconds));
}

/** Seconds from frame to frame, exactly. Frame t is centred on second t · frameSeconds. */
export function frameSeconds(settings: Pick<SegmenterSettings, 'sampleRateHz' | 'timeStepSeconds'>): number {
  return hopLength(settings) / settings.sampleRateHz;
}
