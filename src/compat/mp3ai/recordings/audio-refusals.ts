import { extname } from 'node:path';
import { ApplicationError } from '../../../common/errors/application-error.js';
import { FieldsError } from '../rest/rest-error.js';

const NO_AUDIO =
  'Upload a valid audio file. The file you uploaded was either not an audio file or a corrupted audio file.';

/** Files that are no audio are told as Django tells of a wrong ending; where that is `mp3`, it would say nothing. */
function sentenceFor(error: ApplicationError, fileName: string): string {
  if (error.code !== 'unsupported-audio-type') return error.message;
  const extension = extname(fileName).slice(1).toLowerCase();
  if (extension === 'mp3') return NO_AUDIO;
  return `File extension “${extension}” is not allowed. Allowed extensions are: mp3.`;
}

/** What is wrong with a file, as sentences about its field; other failures as they are. */
export function toAudioRefusal(error: unknown, fileName: string): unknown {
  if (!(error instanceof ApplicationError) || error.status !== 422) return error;
  return new FieldsError({ audio_file: [sentenceFor(error, fileName)] });
}
