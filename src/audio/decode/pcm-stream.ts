/** Audio as a decoder gives it: the file's own rate and channels. */
export interface PcmStream {
  /** As `mp3`, `pcm_s16le`, `flac`, `vorbis`, `opus`, `aac`. */
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** One array a channel, all of one length, any length. */
  readonly blocks: AsyncGenerator<Float32Array[], void, undefined>;
  /** Frees everything, also when no block was asked for. */
  close(): Promise<void>;
}

/** Where decoding begins: whole seconds lie on a sample at every rate. */
export type StartSecond = number;
