import type { FileBytes } from './file-bytes.js';
import { isSameMpegStream, MPEG_HEADER_BYTES, readMpegFrameHeader } from './mpeg-frame-header.js';
import { findMpegStream, type MpegStreamStart } from './mpeg-stream.js';

/** Where the frames of an MP3 file lie. */
export interface MpegFrameIndex {
  /** Bytes of the frame that describes the stream and holds no sound, as far as there is one. */
  readonly information: Buffer;
  /** Position of every {@link FRAMES_PER_ENTRY}-th frame with sound. */
  readonly positions: readonly number[];
  /** Samples per channel in a frame. */
  readonly samplesPerFrame: number;
  readonly sampleRateHz: number;
}

export const FRAMES_PER_ENTRY = 32;
const WINDOW_BYTES = 1024 * 1024;
/** The indexes of the files that were looked at last; 10 hours take 0.4 MB. */
const MOST_KEPT = 32;
const kept = new Map<string, MpegFrameIndex | undefined>();

/** Marks of the frames that describe a stream: of LAME and its kin, and of Fraunhofer. */
function informationTag(bytes: FileBytes, { position, header }: MpegStreamStart): 'Xing' | 'VBRI' | undefined {
  const side = header.version === 1 ? (header.channels === 1 ? 17 : 32) : header.channels === 1 ? 9 : 17;
  const tagAt = (offset: number): string => bytes.read(position + MPEG_HEADER_BYTES + offset, 4).toString('latin1');
  if (['Xing', 'Info'].includes(tagAt(side))) return 'Xing';
  return tagAt(32) === 'VBRI' ? 'VBRI' : undefined;
}

function scan(bytes: FileBytes, start: MpegStreamStart): MpegFrameIndex | undefined {
  const { header } = start;
  const tag = informationTag(bytes, start);
  if (header.layer !== 3 || tag === 'VBRI') return undefined;
  const information = bytes.read(start.position, tag === undefined ? 0 : header.bytes);
  const positions: number[] = [];
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let frames = 0;
  for (let at = start.position + information.length; at + MPEG_HEADER_BYTES <= bytes.size;) {
    if (at + MPEG_HEADER_BYTES > windowStart + window.length) {
      window = bytes.read(at, WINDOW_BYTES);
      windowStart = at;
    }
    const frame = readMpegFrameHeader(window, at - windowStart);
    // What decoders make of damage in the middle is theirs to say.
    if (frame === undefined || !isSameMpegStream(header, frame)) break;
    if (frames % FRAMES_PER_ENTRY === 0) positions.push(at);
    frames++;
    at += frame.bytes;
  }
  return positions.length === 0
    ? undefined
    : { information, positions, samplesPerFrame: header.samples, sampleRateHz: header.sampleRateHz };
}

/**
 * Finds the frames of an MP3 file by walking through their headers: some tenths of a second for ten hours, once for each file and thread.
 * @returns undefined for what is no plain MP3
 */
export function mpegFrameIndex(bytes: FileBytes): MpegFrameIndex | undefined {
  const key = `${bytes.path}:${bytes.offset}:${bytes.size}`;
  if (kept.has(key)) return kept.get(key);
  const start = findMpegStream(bytes);
  const index = start && scan(bytes, start);
  kept.set(key, index);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return index;
}
