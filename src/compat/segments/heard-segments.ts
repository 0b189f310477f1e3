/** Vocalisations, column by column, by onset. */
export interface HeardSegments {
  /** Seconds. */
  readonly onset: Float64Array;
  readonly offset: Float64Array;
  /** Index of a name. */
  readonly class: Uint16Array;
  /** Names of classes, as `clusterName` writes them. */
  readonly clusters: readonly string[];
}

/** Clients of the older systems get seconds to the millisecond. */
export const toMillisecond = (seconds: number): number => Math.round(seconds * 1000) / 1000;
