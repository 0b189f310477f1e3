import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { AnalysesService } from '../../analyses/analyses.service.js';
import { ConflictError } from '../../common/errors/errors.js';
import type { Principal } from '../../common/principal/principal.js';
import { ComputePool } from '../../compute/compute-pool.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { Transcript } from '../transcript.js';
import type { TranscriptQuery } from './dto/transcript-query.dto.js';
import { TRANSCRIPT_FORMATS } from './formats/transcript-formats.js';
import type { WriteTranscriptInput } from './write-transcript.task.js';

const TASK = new URL('./write-transcript.task.js', import.meta.url);

/** The kind of analysis whose result is a transcript and what was found in it. */
const TRANSCRIPTION = 'transcription';

/** Transcripts as files. */
@Injectable()
export class TranscriptFilesService {
  constructor(
    private readonly analyses: AnalysesService,
    private readonly recordings: RecordingsService,
    private readonly compute: ComputePool,
  ) {}

  /**
   * @throws NotFoundError when there is no such analysis, or it is somebody else's
   * @throws ConflictError when it is no transcription, has not succeeded, or lacks the times of words that are to be highlighted
   * @throws the signal's reason after an abort
   */
  async send(
    caller: Principal,
    id: string,
    query: TranscriptQuery,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const { kind, status, result, recordingId } = await this.analyses.get(caller, id);
    if (kind !== TRANSCRIPTION || recordingId === null) {
      throw new ConflictError(
        'not-a-transcription',
        `The analysis is of the kind "${kind}", which has no transcript. Read its result with GET /v1/analyses/${id}.`,
      );
    }
    if (status !== 'succeeded' || result === null) {
      throw new ConflictError(
        'not-finished',
        `The transcription has no transcript: it is ${status}. GET /v1/analyses/${id} tells more.`,
      );
    }
    const { originalFileName } = await this.recordings.find(caller, recordingId);
    const { format, ...options } = query;
    const transcript = result as unknown as Transcript;
    if (options.highlightWords && lacksWordTimes(transcript)) {
      throw new ConflictError(
        'no-word-times',
        'The transcript has no times of words, because it was made with "wordTimestamps": false. Leave out highlightWords, or transcribe the recording again.',
      );
    }
    const input = { transcript, format, options };
    const text = await this.compute.run<WriteTranscriptInput, string>(TASK, input, { lane: 'interactive', signal });
    const { extension, contentType } = TRANSCRIPT_FORMATS[format];
    response.attachment(`${originalFileName.replace(/\.[^.]*$/, '')}.${extension}`);
    response.set({ 'Content-Type': contentType, 'Cache-Control': 'private, no-cache' });
    response.send(Buffer.from(text));
  }
}

const lacksWordTimes = ({ segments }: Transcript): boolean =>
  segments.length > 0 && segments.every(({ words }) => words.length === 0);
