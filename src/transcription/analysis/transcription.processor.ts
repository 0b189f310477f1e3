import { Injectable } from '@nestjs/common';
import { NoSuchChannelError } from '../../audio/audio-errors.js';
import { UsersService } from '../../auth/users/users.service.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { JobContext, JobOutcome, JobProcessor, JobRequest } from '../../jobs/job-context.js';
import { WaitingForModelError } from '../../jobs/job-errors.js';
import { Processes } from '../../jobs/processes.decorator.js';
import { ModelsService } from '../../models/models.service.js';
import { RecordingsService } from '../../recordings/recordings.service.js';
import type { TranscriptionOptions } from '../dto/transcription-options.dto.js';
import type { TranscriptionPartial, TranscriptionResult } from '../dto/transcription-result.dto.js';
import { TranscriptionService } from '../transcription.service.js';
import { TranscriptSegmentsService } from '../search/transcript-segments.service.js';
import { toResultSegment } from './to-result.js';
import { TranscriptFindings } from './transcript-findings.service.js';
import { TRANSCRIPTION_KIND } from './transcription.kind.js';

/** Writes down what is said in a recording. */
@Injectable()
@Processes(TRANSCRIPTION_KIND.kind)
export class TranscriptionProcessor implements JobProcessor<TranscriptionOptions, TranscriptionResult> {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly transcription: TranscriptionService,
    private readonly models: ModelsService,
    private readonly users: UsersService,
    private readonly findings: TranscriptFindings,
    private readonly segments: TranscriptSegmentsService,
  ) {}

  async check({ ownerId, options, recording, model }: JobRequest<TranscriptionOptions>): Promise<void> {
    const caller = await this.users.get(ownerId);
    const channel = options.channel ?? 0;
    if (channel >= recording.channels) throw new NoSuchChannelError(channel, recording.channels);
    try {
      const resolved = await this.models.resolve(caller, 'transcription', model);
      await this.transcription.checkLanguage(resolved, options.language);
    } catch (error) {
      // The job is kept until there is a model.
      if (!(error instanceof WaitingForModelError)) throw error;
    }
  }

  async process(job: JobContext<TranscriptionOptions>): Promise<JobOutcome<TranscriptionResult>> {
    const { recordingId, options, signal } = job;
    if (recordingId === null) {
      throw new UnprocessableError('no-recording', 'Speech is transcribed in a recording: name one.');
    }
    const caller = await this.users.get(job.ownerId);
    const model = await this.models.resolve(caller, 'transcription', job.model);
    const detector = options.skipNonSpeech ? await this.models.resolve(caller, 'voice-activity', null) : undefined;
    const source = await this.recordings.audioSourceOf(recordingId);
    const transcript = await this.transcription.transcribe(source, model, options, {
      signal,
      detector,
      onHeard: (fraction, segments) => {
        const partial: TranscriptionPartial = { segments: segments.map(toResultSegment) };
        job.report(fraction, segments.length > 0 ? partial : undefined);
      },
    });
    signal.throwIfAborted();
    return {
      result: await this.findings.addTo(transcript, options, caller, signal),
      model: `${model.name}@${model.version}`,
      storeWith: (transaction) => this.segments.store(transaction, { id: job.id, recordingId }, transcript),
    };
  }
}
