import type { Transcript } from '../../transcript.js';
import type { CueOptions } from '../subtitle-cues.js';

export interface ExportOptions extends CueOptions {
  /** Whether subtitles show which word is being spoken. */
  readonly highlightWords?: boolean;
}

/** How a transcript is written to one kind of file. Pure. */
export interface TranscriptFormat {
  readonly extension: string;
  readonly contentType: string;
  write(transcript: Transcript, options: ExportOptions): string;
}
