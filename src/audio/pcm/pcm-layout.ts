import type { SampleFormat } from './sample-format.js';

/** Uncompressed audio in a file: what its header says after all checks. */
export interface PcmLayout {
  readonly format: SampleFormat;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Position of the first sample. */
  readonly start: number;
  /** Samples per channel. */
  readonly frames: number;
}

/** The container is read, but the audio in it is compressed by something that only ffmpeg knows. */
export interface CompressedLayout {
  readonly compressedBy: string;
}

export const isCompressed = (layout: PcmLayout | CompressedLayout): layout is CompressedLayout =>
  'compressedBy' in layout;
