import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AudioStore, type StoredAudio } from '../../audio/store/audio-store.js';
import { ApplicationError } from '../../common/errors/application-error.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import { receiveMultiValueForm } from '../../common/http/multi-value-form.js';
import { Environment } from '../../config/environment.js';
import { type AudioRequest, type AudioTask, readAudioRequest } from './audio-request.js';

const FILE_PART = 'file';
const FORM_OVERHEAD_BYTES = 1024 * 1024;

/** A form with its file, which is stored. */
export interface ReceivedAudio {
  readonly request: AudioRequest;
  readonly stored: StoredAudio;
  readonly fileName: string;
}

/** Reads forms of OpenAI's audio API; the file goes to the store while it arrives. */
@Injectable()
export class AudioForm {
  constructor(
    private readonly environment: Environment,
    private readonly store: AudioStore,
  ) {}

  /** @throws ApplicationError 415 for what is no form; InvalidRequestError, PayloadTooLargeError; nothing is kept then */
  async read(request: Request, task: AudioTask): Promise<ReceivedAudio> {
    if (request.is('multipart/form-data') !== 'multipart/form-data') {
      throw new ApplicationError(
        415,
        'unsupported-content-type',
        'Send the audio as the part "file" of a multipart form.',
      );
    }
    const limit = this.environment.MAX_UPLOAD_BYTES;
    const { file, fields } = await receiveMultiValueForm<StoredAudio>(request, {
      limitBytes: limit + FORM_OVERHEAD_BYTES,
      filePart: FILE_PART,
      store: (content, signal) => this.store.write(content, { limitBytes: limit, signal }),
      discard: ({ key }) => this.store.delete(key),
    });
    if (file === undefined) {
      const message = fields.has(FILE_PART) ? 'must be a file: the part needs a filename' : 'is required';
      throw InvalidRequestError.forField(FILE_PART, message);
    }
    try {
      if (file.stored.sizeBytes === 0) throw InvalidRequestError.forField(FILE_PART, 'is empty');
      return { request: readAudioRequest(fields, task), ...file };
    } catch (error) {
      await this.store.delete(file.stored.key);
      throw error;
    }
  }

  /** Removes what was read. */
  discard({ stored }: ReceivedAudio): Promise<void> {
    return this.store.delete(stored.key);
  }
}
