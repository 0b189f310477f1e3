import type { ComputeTask } from '../../compute/compute-task.js';
import type { Transcript } from '../transcript.js';
import type { ExportOptions } from './formats/transcript-format.js';
import { TRANSCRIPT_FORMATS, type TranscriptFormatName } from './formats/transcript-formats.js';

export interface WriteTranscriptInput {
  readonly transcript: Transcript;
  readonly format: TranscriptFormatName;
  readonly options: ExportOptions;
}

const writeTranscriptTask: ComputeTask<WriteTranscriptInput, string> = ({ transcript, format, options }) =>
  TRANSCRIPT_FORMATS[format].write(transcript, options);
export default writeTranscriptTask;
