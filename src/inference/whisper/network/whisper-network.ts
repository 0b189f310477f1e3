import type { WhisperFeatures } from '../../../dsp/mel/whisper-log-mel.js';
import type { TensorData } from '../../../training/graph/tensor-data.js';

/** What the decoder says after it was fed. */
export interface DecoderStep {
  /** Scores of every token of the vocabulary for what comes after each token that was fed: `[fed tokens, vocabulary]`. */
  readonly logits: Float32Array;
  /** Where the alignment heads looked for the last token that was fed, one array of positions a head; empty where there are none. */
  readonly attention: readonly Float32Array[];
}

/** One decoding: it remembers the tokens that it was fed. */
export interface DecoderRun {
  feed(tokens: readonly number[]): Promise<DecoderStep>;
}

/** The two graphs of a Whisper model. */
export interface WhisperNetwork {
  /** Hears a chunk. */
  encode(features: WhisperFeatures): Promise<TensorData>;
  /** @param heard what `encode` gave */
  startDecoding(heard: TensorData): DecoderRun;
}
