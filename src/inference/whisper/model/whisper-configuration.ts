/** What Whisper can be asked to do. */
export const WHISPER_TASKS = ['transcribe', 'translate'] as const;
export type WhisperTask = (typeof WHISPER_TASKS)[number];

/** Numbers of the tokens that steer the decoder. */
export interface WhisperTokens {
  readonly startOfTranscript: number;
  readonly endOfText: number;
  readonly noTimestamps: number;
  /** That of 0 s; the one after it means one time step more. */
  readonly firstTimestamp: number;
  /** Before the text that came before; undefined where the model has no such token. */
  readonly startOfPrevious: number | undefined;
  readonly noSpeech: number | undefined;
}

/** What a Whisper model is, as its own files say. */
export interface WhisperConfiguration {
  readonly bands: 80 | 128;
  /** Samples at 16 kHz that the encoder hears at once: 30 s of the published models. */
  readonly chunkSamples: number;
  /** Mel frames of a chunk. */
  readonly chunkFrames: number;
  /** Positions that the encoder gives for a chunk; one is a time step of timestamps and attention. */
  readonly positions: number;
  readonly secondsPerPosition: number;
  /** Longest sequence of the decoder, prompt included. */
  readonly maxTokens: number;
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
  readonly vocabularySize: number;
  readonly tokens: WhisperTokens;
  /** Tokens of languages by code, as `en`; empty of a model that knows one language. */
  readonly languages: ReadonlyMap<string, number>;
  /** Empty of a model that knows one task. */
  readonly tasks: ReadonlyMap<string, number>;
  /** Never given out. */
  readonly suppressed: readonly number[];
  /** Not given out as the first token. */
  readonly suppressedAtBegin: readonly number[];
  /** Latest first timestamp, in time steps. */
  readonly maxInitialTimestamp: number;
  /** Layer and head of the cross-attentions that follow the words; undefined where nobody found out. */
  readonly alignmentHeads: readonly (readonly [number, number])[] | undefined;
  /** Positions of the median that smooths attentions over time. */
  readonly medianFilterWidth: number;
}

/** Seconds of audio that the encoder hears at once. */
export const chunkSeconds = ({ positions, secondsPerPosition }: WhisperConfiguration): number =>
  positions * secondsPerPosition;

/** The model's only language is English where it has no tokens of languages. */
export const isMultilingual = ({ languages }: Pick<WhisperConfiguration, 'languages'>): boolean => languages.size > 0;
