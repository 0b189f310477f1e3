/** One labelled stretch of a recording. */
export interface Label {
  /** Stays the same from version to version; absent until it is saved, unless the client chose it. */
  readonly id?: string;
  /** Seconds from the start of the recording, to the microsecond. */
  readonly onsetSeconds: number;
  /** At or after the onset. */
  readonly offsetSeconds: number;
  readonly lowFrequencyHz: number | null;
  readonly highFrequencyHz: number | null;
  /** Counted from 0. */
  readonly channel: number;
  readonly species: string;
  readonly individual: string;
  readonly cluster: string;
  readonly text: string;
  /** 0..1 */
  readonly confidence: number | null;
  /** The model that made it; null for a person. */
  readonly modelName: string | null;
  readonly modelVersion: string | null;
}

export type LabelField = keyof Label;

/** What a label is where its file does not say. */
export const BLANK_LABEL = {
  lowFrequencyHz: null,
  highFrequencyHz: null,
  channel: 0,
  species: '',
  individual: '',
  cluster: '',
  text: '',
  confidence: null,
  modelName: null,
  modelVersion: null,
} as const satisfies Omit<Label, 'id' | 'onsetSeconds' | 'offsetSeconds'>;

/** As precise as labels are kept. */
export const toMicrosecond = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
