import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AudioStore, type StoredAudio } from '../../../audio/store/audio-store.js';
import { receiveMultiValueForm } from '../../../common/http/multi-value-form.js';
import { Environment } from '../../../config/environment.js';
import { readBoolean } from '../rest/boolean-field.js';
import { checkFields } from '../rest/check-fields.js';
import { readRestBody } from '../rest/read-body.js';
import { type Field, NULL, readText } from '../rest/text-field.js';
import { splitKeywords } from './keywords.js';

const FILE_PART = 'audio_file';
const FORM_OVERHEAD_BYTES = 1024 * 1024;
const LONGEST_NAME = 32;
/** The older system kept 32 and failed at what they became. */
const LONGEST_WORDS = 10_000;

interface Upload {
  readonly stored: StoredAudio;
  readonly fileName: string;
}

/** What a client asks for, checked. */
export interface NewMp3aiRecording extends Upload {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly withTimes: boolean;
}

interface Received {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isForm: boolean;
  readonly file?: Upload;
}

function checkFile({ file, fields }: Received): Field<Upload> {
  if (file !== undefined)
    return file.stored.sizeBytes > 0 ? { value: file } : { errors: ['The submitted file is empty.'] };
  const text = fields[FILE_PART];
  if (text === undefined) return { errors: ['No file was submitted.'] };
  if (text === null) return { errors: [NULL] };
  return { errors: ['The submitted data was not a file. Check the encoding type on the form.'] };
}

/** Reads what is posted as a new recording; the file goes to the store while it arrives. */
@Injectable()
export class RecordingForm {
  constructor(
    private readonly environment: Environment,
    private readonly store: AudioStore,
  ) {}

  /** @throws FieldsError telling everything that is wrong; nothing is kept then */
  async read(request: Request): Promise<NewMp3aiRecording> {
    const received = await this.receive(request);
    try {
      const { fields, isForm } = received;
      const { audio_file, name, words, get_timestamps } = checkFields({
        audio_file: checkFile(received),
        name: readText(fields.name, { required: true, maxLength: LONGEST_NAME }),
        words: readText(fields.words, { mayBeBlank: true, maxLength: LONGEST_WORDS }),
        get_timestamps: readBoolean(fields.get_timestamps, isForm),
      });
      return { ...audio_file, name, keywords: splitKeywords(words), withTimes: get_timestamps };
    } catch (error) {
      if (received.file !== undefined) await this.store.delete(received.file.stored.key);
      throw error;
    }
  }

  private async receive(request: Request): Promise<Received> {
    if (request.is('multipart/form-data') !== 'multipart/form-data') return readRestBody(request);
    const limit = this.environment.MAX_UPLOAD_BYTES;
    const { fields, file } = await receiveMultiValueForm<StoredAudio>(request, {
      limitBytes: limit + FORM_OVERHEAD_BYTES,
      filePart: FILE_PART,
      store: (content, signal) => this.store.write(content, { limitBytes: limit, signal }),
      discard: ({ key }) => this.store.delete(key),
    });
    const values = [...fields].map(([name, all]) => [name, all[all.length - 1]]);
    return { fields: Object.fromEntries(values) as Record<string, string>, isForm: true, file };
  }
}
