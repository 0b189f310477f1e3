import { UndecodableAudioError } from '../audio-errors.js';
import type { FileBytes } from './file-bytes.js';

const MARKER_BYTES = 4;
const BLOCK_HEADER_BYTES = 4;
const LONGEST_FRAME_HEADER = 16;
const MOST_METADATA_BLOCKS = 10_000;

/** Position of the first audio frame: behind all metadata blocks (RFC 9639 section 8). */
export function firstFrame(bytes: FileBytes): number {
  let position = MARKER_BYTES;
  for (let count = 0; count < MOST_METADATA_BLOCKS; count++) {
    const header = bytes.read(position, BLOCK_HEADER_BYTES);
    if (header.length < BLOCK_HEADER_BYTES) break;
    position += BLOCK_HEADER_BYTES + header.readUIntBE(1, 3);
    if ((header[0] & 0x80) !== 0) return position;
  }
  throw new UndecodableAudioError('the FLAC metadata has no end');
}

/** The beginning of the first frame with its header: what a parser takes for the start of a further frame. */
export const firstFrameHeader = (bytes: FileBytes): Buffer => bytes.read(firstFrame(bytes), LONGEST_FRAME_HEADER);
