/** Tells every 10 ms where a stream may hold a voice. */
export interface VoiceFinder {
  /** @param samples at 16 kHz @returns whether each of the next frames that are certain now holds a voice */
  push(samples: Float32Array): boolean[] | Promise<boolean[]>;
  /** The frames that are left. The stream is over then. */
  flush(): boolean[] | Promise<boolean[]>;
}
