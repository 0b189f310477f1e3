/** Sizes of a Whisper-shaped network; the names of config.json are beside them in `model-files.ts`. */
export interface WhisperSizes {
  readonly melBands: 80 | 128;
  readonly channels: number;
  /** Of every layer, in encoder and decoder. */
  readonly heads: number;
  readonly feedForward: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly vocabulary: number;
  /** Positions that leave the encoder for a whole window: one every two frames of 10 ms. */
  readonly sourcePositions: number;
  /** Longest sequence of the decoder. */
  readonly targetPositions: number;
}

/** Whisper's fixed position vectors of the encoder: sines in the first half of the channels, cosines in the second. */
export function sinusoids(positions: number, channels: number): Float32Array {
  const half = channels / 2;
  const data = new Float32Array(positions * channels);
  for (let position = 0; position < positions; position++) {
    for (let index = 0; index < half; index++) {
      const angle = position * Math.exp((-Math.log(10_000) * index) / (half - 1));
      data[position * channels + index] = Math.sin(angle);
      data[position * channels + half + index] = Math.cos(angle);
    }
  }
  return data;
}
