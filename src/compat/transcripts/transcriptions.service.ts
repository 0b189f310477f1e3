import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { AnalysesService } from '../../analyses/analyses.service.js';
import type { AnalysisResponse } from '../../analyses/dto/analysis.dto.js';
import { AnalysisCompletion, type AnalysisPieces } from '../../analyses/events/analysis-completion.service.js';
import type { StoredAudio } from '../../audio/store/audio-store.js';
import type { RecordingEntity } from '../../recordings/entities/recording.entity.js';
import { RecordingIntake } from '../../recordings/intake/recording-intake.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { TranscribedRecording, TranscriptionOptions, TranscriptionResult } from './transcribed-recording.js';
import { TranscriptionFailedError } from './transcription-failed.error.js';

const KIND = 'transcription';
const LIST_PORTION = 20;

export interface NewTranscription {
  readonly ownerId: string;
  readonly stored: StoredAudio;
  readonly fileName: string;
  /** Default: the file's, without its extension. */
  readonly name?: string;
  /** Default: the best one that is installed. */
  readonly model?: string;
  readonly options: TranscriptionOptions;
}

/** A recording and the analysis that transcribes it. */
export interface StartedTranscription {
  readonly recordingId: string;
  readonly analysisId: string;
}

function joined(recording: RecordingEntity, { options, result, finishedAt }: AnalysisResponse): TranscribedRecording {
  const { id, name, createdAt, updatedAt } = recording;
  return {
    id,
    name,
    createdAt,
    updatedAt,
    options: options,
    result: result as unknown as TranscriptionResult,
    finishedAt: finishedAt ?? updatedAt,
  };
}

/** Transcriptions that clients of other APIs ask for and wait for: ordinary recordings with an ordinary analysis. */
@Injectable()
export class TranscriptionsService {
  constructor(
    private readonly intake: RecordingIntake,
    private readonly recordings: RecordingsService,
    private readonly analyses: AnalysesService,
    private readonly completion: AnalysisCompletion,
  ) {}

  /**
   * Makes the recording and its analysis in one transaction. Nothing is kept of the bytes when this fails.
   * @throws InvalidRequestError naming options as `options.language`; the errors of `audio-errors.ts`
   */
  async start({ ownerId, stored, fileName, name, model, options }: NewTranscription): Promise<StartedTranscription> {
    const analysis = { kind: KIND, options: { ...options }, model };
    const { id, analyses } = await this.intake.keep(ownerId, stored, fileName, { name, analyses: [analysis] });
    return { recordingId: id, analysisId: analyses[0].id };
  }

  /**
   * Resolves when the transcription has succeeded.
   * @param signal when it is raised, its reason is thrown and the analysis goes on
   * @throws TranscriptionFailedError when it has failed, was cancelled, or waits for a model
   */
  async finished({ analysisId }: StartedTranscription, signal: AbortSignal): Promise<void> {
    const end = await this.completion.ended(analysisId, signal);
    if (end.status !== 'succeeded') throw TranscriptionFailedError.of(end);
  }

  /** What the processor reports while it runs. */
  pieces({ analysisId }: StartedTranscription): Observable<AnalysisPieces> {
    return this.completion.pieces(analysisId);
  }

  /** @returns undefined when there is no such recording of this owner, or no transcription of it has succeeded */
  async find(ownerId: string, recordingId: string): Promise<TranscribedRecording | undefined> {
    return (await this.portion(ownerId, [recordingId]))[0];
  }

  /** Everything of this owner that is transcribed, oldest first, a few at a time: transcripts may be long. */
  async *list(ownerId: string): AsyncGenerator<TranscribedRecording, void, undefined> {
    const ids = await this.recordings.listAnalysed(ownerId, KIND);
    for (let start = 0; start < ids.length; start += LIST_PORTION) {
      yield* await this.portion(ownerId, ids.slice(start, start + LIST_PORTION));
    }
  }

  /** Removes a recording with its analyses; those that run are stopped. @returns whether it was still there */
  async discard(recordingId: string): Promise<boolean> {
    return (await this.recordings.discard([recordingId])) > 0;
  }

  private async portion(ownerId: string, ids: readonly string[]): Promise<TranscribedRecording[]> {
    const recordings = await this.recordings.ownedBy(ownerId, ids);
    const results = await this.analyses.newestResults(
      KIND,
      recordings.map(({ id }) => id),
    );
    return recordings.flatMap((recording) => {
      const analysis = results.get(recording.id);
      return analysis === undefined ? [] : [joined(recording, analysis)];
    });
  }
}
