import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../common/principal/principal.js';
import type { RecordingResponse } from '../../../recordings/dto/recording-response.dto.js';
import { errorSentence } from '../../edge/error-sentence.js';
import type { UploadHandler } from '../../upload/upload-handler.js';
import type { UploadOptions, UploadResponse } from '../dto/upload.dto.js';
import { readFormOptions } from './form-options.js';
import { UploadsService } from './uploads.service.js';

/** The annotation client's form. */
@Injectable()
export class NewAudioFileHandler implements UploadHandler<UploadOptions> {
  readonly part = 'newAudioFile';
  readonly errorFormat = errorSentence;
  readonly readOptions = readFormOptions;

  constructor(private readonly uploads: UploadsService) {}

  answer(caller: Principal, recording: RecordingResponse, options: UploadOptions): Promise<UploadResponse> {
    return this.uploads.answer(caller, recording, options);
  }
}
