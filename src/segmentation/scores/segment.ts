/** What a segment is called: a name, or an index into the classes of a model. Two segments are of one class when these are equal. */
export type ClassName = string | number;

/** One vocalisation, as labelled or as predicted. */
export interface Segment {
  /** Seconds. */
  readonly onset: number;
  /** Seconds. */
  readonly offset: number;
  readonly class: ClassName;
}

/** The two lists that are compared, of one recording. */
export interface SegmentPair {
  readonly predictions: readonly Segment[];
  readonly labels: readonly Segment[];
}
