import { type WhisperSizes } from '../whisper/architecture.js';
import { TIMESTAMP_SECONDS, VOCABULARY_SIZE, WINDOW_SECONDS } from './vocabulary.js';

export const ARCHITECTURE: WhisperSizes = {
  melBands: 80,
  channels: 96,
  heads: 4,
  feedForward: 384,
  encoderLayers: 3,
  decoderLayers: 2,
  vocabulary: VOCABULARY_SIZE,
  sourcePositions: Math.round(WINDOW_SECONDS / TIMESTAMP_SECONDS),
  targetPositions: 64,
};

/** Layer and head of the cross-attentions that are taught where each word is. */
export const ALIGNMENT_HEADS = [
  [1, 0],
  [1, 1],
] as const;
