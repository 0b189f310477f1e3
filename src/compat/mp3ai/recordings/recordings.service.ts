import { Injectable, StreamableFile } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request } from 'express';
import { Readable } from 'node:stream';
import { UsersService } from '../../../auth/users/users.service.js';
import type { Principal } from '../../../common/principal/principal.js';
import type { TranscribedRecording } from '../../transcripts/transcribed-recording.js';
import { TranscriptionFailedError } from '../../transcripts/transcription-failed.error.js';
import { type StartedTranscription, TranscriptionsService } from '../../transcripts/transcriptions.service.js';
import { nameOf } from '../accounts/accounts.service.js';
import { jsonAnswer } from '../rest/json-answer.js';
import { renderWithFloats } from '../rest/python-json.js';
import { notFound } from '../rest/rest-error.js';
import { toAudioRefusal } from './audio-refusals.js';
import { RecordingForm } from './recording-form.js';
import { toMp3aiRecording } from './to-recording.js';

const render = (recording: TranscribedRecording, user: string): string =>
  renderWithFloats(toMp3aiRecording(recording, user));

/** A bare array, member by member. */
async function* renderList(recordings: AsyncIterable<TranscribedRecording>, user: string): AsyncGenerator<string> {
  let separator = '[';
  for await (const recording of recordings) {
    yield separator + render(recording, user);
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

/** Recordings as mp3.ai has them: those of the caller that are transcribed, through whichever API they came. */
@Injectable()
export class Mp3aiRecordings {
  constructor(
    private readonly form: RecordingForm,
    private readonly transcriptions: TranscriptionsService,
    private readonly users: UsersService,
  ) {}

  /**
   * Transcribes and answers when that is done. A client that leaves loses nothing: the work goes on, and the list has it later. One that is
   * told of a failure finds nothing of it in any list.
   */
  async create(caller: Principal, request: Request, leaving: AbortSignal): Promise<StreamableFile> {
    const { stored, fileName, name, keywords, withTimes } = await this.form.read(request);
    const options = { wordTimestamps: withTimes, keywords, sentiment: true };
    const upload = { ownerId: caller.id, stored, fileName, name, options };
    const started = await this.transcriptions.start(upload).catch((error: unknown) => {
      throw toAudioRefusal(error, fileName);
    });
    try {
      await this.transcriptions.finished(started, leaving);
    } catch (error) {
      await this.discardFailed(started, error);
      throw toAudioRefusal(error, fileName);
    }
    return this.get(caller, started.recordingId);
  }

  async get(caller: Principal, id: string): Promise<StreamableFile> {
    return jsonAnswer(render(await this.find(caller, id), await this.userOf(caller)));
  }

  /** @param username only the caller's own name has recordings */
  async list(caller: Principal, username: unknown): Promise<StreamableFile> {
    const user = await this.userOf(caller);
    const isOther = typeof username === 'string' && username !== '' && username !== user;
    if (isOther) return jsonAnswer('[]');
    const members = renderList(this.transcriptions.list(caller.id), user);
    return new StreamableFile(Readable.from(members, { objectMode: false }), { type: 'application/json' });
  }

  async delete(caller: Principal, id: string): Promise<void> {
    const { id: found } = await this.find(caller, id);
    if (!(await this.transcriptions.discard(found))) throw notFound();
  }

  /** @throws RestError 404 for what is not there, not the caller's, not transcribed, or no id at all */
  private async find(caller: Principal, id: string): Promise<TranscribedRecording> {
    const found = isUUID(id) ? await this.transcriptions.find(caller.id, id) : undefined;
    if (found === undefined) throw notFound();
    return found;
  }

  private async userOf(caller: Principal): Promise<string> {
    return nameOf(await this.users.get(caller.id));
  }

  private async discardFailed({ recordingId }: StartedTranscription, error: unknown): Promise<void> {
    if (!(error instanceof TranscriptionFailedError) || error.wasStopped) return;
    await this.transcriptions.discard(recordingId);
  }
}
