import type { ErrorFormat } from '../../common/errors/error-format.js';
import type { Principal } from '../../common/principal/principal.js';
import type { RecordingResponse } from '../../recordings/dto/recording-response.dto.js';

/** One of the systems that have a `POST /upload`. Which one is meant shows in the name of the form's file part. */
export interface UploadHandler<Options = unknown> {
  readonly part: string;
  /** Of failures from the moment on when the part has begun. */
  readonly errorFormat: ErrorFormat;
  /** Understands the other fields of the form, before anything is kept. Throwing refuses it. */
  readOptions(fields: Readonly<Record<string, string>>): Promise<Options>;
  /** Answers when the recording is made. */
  answer(caller: Principal, recording: RecordingResponse, options: Options): Promise<unknown>;
}

/** Injection token of all of them. */
export const UPLOAD_HANDLERS = Symbol('upload handlers');
