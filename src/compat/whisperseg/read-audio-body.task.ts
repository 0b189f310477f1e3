import { InvalidRequestError } from '../../common/errors/errors.js';
import type { ComputeTask } from '../../compute/compute-task.js';
import { moving } from '../../compute/moving.js';
import { type Body, parseBody } from '../body/parse-body.js';

export interface ReadAudioBodyInput {
  /** The JSON body, UTF-8. */
  readonly bytes: Uint8Array;
  readonly fields: readonly string[];
}

export interface AudioBody {
  readonly audio: Uint8Array<ArrayBuffer>;
  /** Those of the wanted fields that are there. */
  readonly fields: Body;
}

const FIELD = 'audio_file_base64_string';
const BASE64 = /^[A-Za-z0-9+/_\s-]*={0,2}\s*$/;

/** Reads a body that holds an audio file, off the event loop. */
const readAudioBodyTask: ComputeTask<ReadAudioBodyInput, AudioBody> = ({ bytes, fields: wanted }) => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const { [FIELD]: base64, ...fields } = parseBody(text, [FIELD, ...wanted]);
  if (typeof base64 !== 'string' || !BASE64.test(base64)) {
    throw InvalidRequestError.forField(FIELD, 'must be an audio file in base64');
  }
  return moving({ audio: Uint8Array.from(Buffer.from(base64, 'base64')), fields });
};
export default readAudioBodyTask;
