/** A spoken word. Times are seconds from the start of the recording, rounded to milliseconds; `0 <= start < end <= duration`. */
export interface TranscriptWord {
  /** As it is written, punctuation attached, no spaces around it. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** exp(mean log-probability) of the word's tokens, 0 to 1. */
  readonly confidence: number;
}

/** What was said between two pauses, a sentence or a part of one. Segments are in order and do not overlap. */
export interface TranscriptSegment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** exp(mean log-probability) of the segment's tokens, 0 to 1. */
  readonly confidence: number;
  /** Probability that nobody speaks, as the model gives it, 0 to 1. */
  readonly noSpeechProbability: number;
  /** Sampling temperature of the decoding that was taken: 0 is the most likely text. */
  readonly temperature: number;
  /** Bytes of the text over bytes of its deflated form; high where text repeats itself. */
  readonly compressionRatio: number;
  /** Ids of the tokens of the text, by the vocabulary of the model; without timestamps. */
  readonly tokens: readonly number[];
  /** Empty where word times were not asked for. */
  readonly words: readonly TranscriptWord[];
}

/** Everything that was said in a recording. */
export interface Transcript {
  /** Texts of the segments, joined by spaces. */
  readonly text: string;
  /** ISO 639-1 (or Whisper's own code where there is none); null where nobody speaks. */
  readonly language: string | null;
  /** 0 to 1; null where the language was given or nobody speaks. */
  readonly languageProbability: number | null;
  readonly durationSeconds: number;
  readonly segments: readonly TranscriptSegment[];
  readonly model: { readonly name: string; readonly version: string };
}
