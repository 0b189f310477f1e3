import type { Transcript } from '../../transcription/transcript.js';

/** Of the options of a transcription, those that clients of other APIs see again. */
export interface TranscriptionOptions {
  readonly language?: string | null;
  readonly task?: 'transcribe' | 'translate';
  readonly wordTimestamps?: boolean;
  readonly keywords?: readonly string[];
  readonly sentiment?: boolean;
  readonly prompt?: string | null;
  readonly temperature?: number | null;
}

/** What an analysis of the kind `transcription` gives. */
export interface TranscriptionResult extends Transcript {
  /** Probabilities for the whole text; null where it was not asked for or nothing was said. */
  readonly sentiment?: { readonly negative: number; readonly neutral: number; readonly positive: number } | null;
}

/** A recording and its newest transcription. */
export interface TranscribedRecording {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly options: TranscriptionOptions;
  readonly result: TranscriptionResult;
  readonly finishedAt: Date;
}
