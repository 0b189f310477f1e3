import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApplicationError } from '../../common/errors/application-error.js';
import { chooseErrorFormat } from '../../common/errors/error-format.js';
import type { Principal } from '../../common/principal/principal.js';
import { RecordingIntake } from '../../recordings/intake/recording-intake.js';
import { UPLOAD_HANDLERS, type UploadHandler } from './upload-handler.js';

/** `POST /upload` of every system that has one. */
@Injectable()
export class UploadService {
  private readonly handlers: ReadonlyMap<string, UploadHandler>;

  constructor(
    @Inject(UPLOAD_HANDLERS) handlers: readonly UploadHandler[],
    private readonly intake: RecordingIntake,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.part, handler]));
  }

  async receive(caller: Principal, request: Request): Promise<unknown> {
    const parts = [...this.handlers.keys()];
    if (request.is('multipart/form-data') !== 'multipart/form-data') {
      const message = `Send the recording as the part "${parts.join('" or "')}" of a multipart form.`;
      throw new ApplicationError(400, 'invalid-request', message);
    }
    const { recording, part, options } = await this.intake.receiveForeignForm({
      request,
      caller,
      fileParts: parts,
      onFilePart: (name) => chooseErrorFormat(request, this.handlers.get(name)!.errorFormat),
      readFields: (fields, name) => this.handlers.get(name)!.readOptions(fields),
    });
    return this.handlers.get(part)!.answer(caller, recording, options);
  }
}
