/** A stored audio file, in the plain form that can be sent to a compute thread. */
export interface AudioSource {
  /** Absolute path of the bytes on this machine. */
  readonly path: string;
  /** MIME type found from the content at upload, as `audio/mpeg`. Decoding looks at the content again and does not trust it. */
  readonly contentType: string;
  /** Path of the ffmpeg program; null: decode without it; default: the one that `findFfmpeg` finds. */
  readonly ffmpegPath?: string | null;
}

/** What an upload's bytes turned out to be. All figures are measured by decoding the whole file, not read from its header. */
export interface AudioDescription {
  readonly contentType: string;
  /** As `mp3`, `pcm_s16le`, `flac`, `vorbis`, `opus`, `aac`. */
  readonly codec: string;
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
  readonly channels: number;
}

export interface DecodeOptions {
  /** Rate of the samples that come out, Hz: an integer of 1,000..384,000; default: the file's own. */
  readonly sampleRateHz?: number;
  /** `'mono'` averages all channels, a number picks one (0-based), `'all'` keeps them. Default `'all'`. */
  readonly channel?: 'all' | 'mono' | number;
  /** Seconds from the start; default 0. */
  readonly startSeconds?: number;
  /** Seconds; default: to the end. */
  readonly durationSeconds?: number;
  /**
   * Length of the whole as it was measured. A part of less than a minute is then decoded without starting a program, from a place near to it;
   * it ends with the whole at the latest.
   */
  readonly wholeSeconds?: number;
  /** Longer audio is refused as soon as that is known; default: no limit. */
  readonly maxDurationSeconds?: number;
}

/** Some milliseconds to seconds of audio: one array a channel, all of one length, nominally in -1..1. */
export interface AudioBlock {
  readonly channels: readonly Float32Array[];
  readonly sampleRateHz: number;
}
