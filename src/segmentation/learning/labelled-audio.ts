/** A stretch of a recording in which somebody has labelled every vocalisation. */
export interface LabelledAudio {
  /** File or recording that it comes from: parts of one source are alike. */
  readonly source: string;
  /** Second of the source at which the samples begin; 0 when left out. */
  readonly startSeconds?: number;
  /** Samples, mono, at the rate of the settings: the area, with up to a second of the recording before and behind. */
  read(): Promise<Float32Array>;
  /** Where labels are complete, s within those samples. */
  readonly area: { readonly onset: number; readonly offset: number };
  readonly labels: readonly Label[];
}

export interface Label {
  /** s within the samples. */
  readonly onset: number;
  readonly offset: number;
  /** Position in the classes of the model. */
  readonly class: number;
}
