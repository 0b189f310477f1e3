/** What the network says of consecutive frames. Rows are contiguous: class c of frame t is `classes[c * frames + t]`. */
export interface FrameScores {
  readonly frames: number;
  /** Probability that something vocalises in the frame, 0..1. */
  readonly vocal: Float32Array;
  /** Probability that a vocalisation begins (ends) here: bumps about three frames wide, 0..1. */
  readonly onset: Float32Array;
  readonly offset: Float32Array;
  /** Logarithm of the probability of each class, given that something vocalises. */
  readonly classes: Float32Array;
}
