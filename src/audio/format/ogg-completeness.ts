import { TruncatedAudioError } from '../audio-errors.js';
import type { FileBytes } from './file-bytes.js';

const HEADER_BYTES = 27;
const TAIL_BYTES = 128 * 1024;

/**
 * Checks that the last page of an Ogg file (RFC 3533 section 6) is whole. A missing end-of-stream mark is no fault: recorders that
 * were stopped leave it out.
 * @throws TruncatedAudioError
 */
export function checkOggCompleteness(bytes: FileBytes): void {
  const tail = bytes.read(Math.max(0, bytes.size - TAIL_BYTES), TAIL_BYTES);
  const at = tail.lastIndexOf('OggS', undefined, 'latin1');
  if (at === -1) throw new TruncatedAudioError('it does not end with an Ogg page');
  const segments = tail[at + HEADER_BYTES - 1];
  const tableEnd = at + HEADER_BYTES + segments;
  const table = tail.subarray(at + HEADER_BYTES, tableEnd);
  const end = tableEnd + table.reduce((sum, length) => sum + length, 0);
  if (tail.length < tableEnd || tail.length < end)
    throw new TruncatedAudioError('it ends in the middle of an Ogg page');
}
