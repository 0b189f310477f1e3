import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationError } from '../../common/errors/application-error.js';
import type { Principal } from '../../common/principal/principal.js';
import type { TranscriptionResult } from '../transcripts/transcribed-recording.js';
import { type StartedTranscription, TranscriptionsService } from '../transcripts/transcriptions.service.js';
import { textsOf } from '../transcripts/texts-of-piece.js';
import { AudioForm, type ReceivedAudio } from './audio-form.js';
import type { AudioTask } from './audio-request.js';
import { render, usageOf } from './render.js';
import { RequestedModel } from './requested-model.js';
import { TranscriptStream } from './transcript-stream.js';
import { TransientRecordings } from './transient-recordings.js';

const RECORDING_HEADER = 'X-Earshot-Recording';

/** So long a failure is told by the status of the answer; then the stream begins, because proxies do not wait much longer for it. */
const LATEST_BEGIN_MS = 15_000;

/** What is sent to OpenAI's audio API: an ordinary recording with an analysis, which goes when the answer is sent, unless it is to be kept. */
@Injectable()
export class OpenaiAudio {
  private readonly logger = new Logger(OpenaiAudio.name);

  constructor(
    private readonly form: AudioForm,
    private readonly models: RequestedModel,
    private readonly transcriptions: TranscriptionsService,
    private readonly transient: TransientRecordings,
  ) {}

  async transcribe(
    caller: Principal,
    task: AudioTask,
    request: Request,
    response: Response,
    leaving: AbortSignal,
  ): Promise<StreamableFile> {
    const received = await this.form.read(request, task);
    const started = await this.start(caller, received);
    if (received.request.isKept) response.set(RECORDING_HEADER, started.recordingId);
    if (received.request.isStream) return this.stream(caller, started, received, response, leaving);
    const result = await this.result(caller, started, received, leaving);
    const { contentType, body } = render(result, received.request);
    const bytes = Buffer.from(body);
    return new StreamableFile(bytes, { type: contentType, length: bytes.length });
  }

  private async start(caller: Principal, received: ReceivedAudio): Promise<StartedTranscription> {
    const { request, stored, fileName } = received;
    const { task, language, prompt, temperature, granularities } = request;
    const model = await this.models.resolve(caller, request).catch(async (error: unknown) => {
      await this.form.discard(received);
      throw error;
    });
    const options = { task, language, prompt, temperature, wordTimestamps: granularities.includes('word') };
    return this.transcriptions.start({ ownerId: caller.id, stored, fileName, model, options });
  }

  /** Waits. A client that leaves ends the work, unless the recording is to be kept. */
  private result(
    caller: Principal,
    started: StartedTranscription,
    { request }: ReceivedAudio,
    leaving: AbortSignal,
  ): Promise<TranscriptionResult> {
    const wait = async (): Promise<TranscriptionResult> => {
      await this.transcriptions.finished(started, leaving);
      const transcribed = await this.transcriptions.find(caller.id, started.recordingId);
      if (transcribed === undefined) {
        throw new ApplicationError(404, 'deleted', 'The recording was deleted while it was transcribed.');
      }
      return transcribed.result;
    };
    return request.isKept ? wait() : this.transient.during(started.recordingId, wait);
  }

  /** @throws what the transcription fails with before it has given any text */
  private async stream(
    caller: Principal,
    started: StartedTranscription,
    received: ReceivedAudio,
    response: Response,
    leaving: AbortSignal,
  ): Promise<StreamableFile> {
    const stream = new TranscriptStream();
    const begun = new AbortController();
    const pieces = this.transcriptions.pieces(started).subscribe({
      next: ({ run, pieces: found }) => {
        stream.add(run, found.flatMap(textsOf));
        begun.abort();
      },
      error: (error: unknown) => this.logger.error(error),
    });
    const result = this.result(caller, started, received, leaving).finally(() => pieces.unsubscribe());
    try {
      await Promise.race([result, delay(LATEST_BEGIN_MS, undefined, { signal: begun.signal }).catch(() => undefined)]);
    } catch (error) {
      stream.abandon();
      throw error;
    } finally {
      begun.abort();
    }
    result.then(
      ({ text, ...rest }) => stream.finish(text, usageOf(rest)),
      (error: unknown) => {
        if (!(error instanceof ApplicationError) || error.status >= 500) this.logger.error(error);
        stream.fail(error);
      },
    );
    response.set({ 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' });
    return new StreamableFile(stream.readable, { type: 'text/event-stream' });
  }
}
