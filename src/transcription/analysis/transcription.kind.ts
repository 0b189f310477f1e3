import type { JobKind } from '../../jobs/job-context.js';
import { TranscriptionOptions } from '../dto/transcription-options.dto.js';
import { TranscriptionResult } from '../dto/transcription-result.dto.js';

export const TRANSCRIPTION_KIND: JobKind<TranscriptionOptions, TranscriptionResult> = {
  kind: 'transcription',
  description: 'What is said, with the times and confidences of words.',
  optionsClass: TranscriptionOptions,
  resultClass: TranscriptionResult,
  usesModel: true,
  modelTask: 'transcription',
  // A large model takes several times the length of a recording on one core, and recordings last three hours.
  timeoutSeconds: 24 * 3600,
};
