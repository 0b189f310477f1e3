import type { FileBytes } from './file-bytes.js';
import { id3v2Length } from './id3.js';
import { isSameMpegStream, type MpegFrameHeader, readMpegFrameHeader } from './mpeg-frame-header.js';

const SEARCH_BYTES = 64 * 1024;
/** So many consecutive frames are no accident. */
const CONVINCING_FRAMES = 3;

export interface MpegStreamStart {
  /** Position of the first frame. */
  readonly position: number;
  readonly header: MpegFrameHeader;
}

/** Frames that follow one another from `at` on, up to `CONVINCING_FRAMES`; the last may reach the end of the file. */
function isStreamAt(window: Uint8Array, at: number, first: MpegFrameHeader, reachesEnd: boolean): boolean {
  let position = at + first.bytes;
  for (let frames = 1; frames < CONVINCING_FRAMES; frames++) {
    if (position + 4 > window.length) return reachesEnd;
    const next = readMpegFrameHeader(window, position);
    if (next === undefined || !isSameMpegStream(first, next)) return false;
    position += next.bytes;
  }
  return true;
}

/** Finds where MPEG audio (MP1, MP2, MP3) begins, behind an ID3v2 tag and up to 64 KiB of anything else. */
export function findMpegStream(bytes: FileBytes): MpegStreamStart | undefined {
  const start = id3v2Length(bytes.read(0, 10));
  const window = bytes.read(start, SEARCH_BYTES);
  const reachesEnd = start + window.length >= bytes.size;
  for (let at = window.indexOf(0xff); at !== -1; at = window.indexOf(0xff, at + 1)) {
    const header = readMpegFrameHeader(window, at);
    if (header === undefined || !isStreamAt(window, at, header, reachesEnd)) continue;
    // Frames that end with the file prove little when much unknown precedes them.
    if (reachesEnd && at > 0 && window.length - at < CONVINCING_FRAMES * header.bytes) continue;
    return { position: start + at, header };
  }
  return undefined;
}
