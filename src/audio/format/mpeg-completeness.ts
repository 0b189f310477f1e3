import { TruncatedAudioError } from '../audio-errors.js';
import type { FileBytes } from './file-bytes.js';
import { isSameMpegStream, MPEG_HEADER_BYTES, type MpegFrameHeader, readMpegFrameHeader } from './mpeg-frame-header.js';
import type { MpegStreamStart } from './mpeg-stream.js';

const WINDOW_BYTES = 256 * 1024;
const HAS_FRAMES = 1;
/** Writers disagree on whether the information frame counts itself. */
const FRAME_TOLERANCE = 1;

/** Number of frames that the Xing or Info frame at the start announces. */
function announcedFrames(bytes: FileBytes, { position, header }: MpegStreamStart): number | undefined {
  if (header.layer !== 3) return undefined;
  const sideInformation = header.version === 1 ? (header.channels === 1 ? 17 : 32) : header.channels === 1 ? 9 : 17;
  const tag = bytes.read(position + MPEG_HEADER_BYTES + sideInformation, 12);
  if (tag.length < 12 || !['Xing', 'Info'].includes(tag.toString('latin1', 0, 4))) return undefined;
  return (tag.readUInt32BE(4) & HAS_FRAMES) === 0 ? undefined : tag.readUInt32BE(8);
}

interface FrameCount {
  readonly frames: number;
  /** The last header announces more bytes than are there. */
  readonly lastIsCut: boolean;
}

function countFrames(bytes: FileBytes, { position, header }: MpegStreamStart): FrameCount {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let frames = 0;
  let at = position;
  while (at + MPEG_HEADER_BYTES <= bytes.size) {
    if (at < windowStart || at + MPEG_HEADER_BYTES > windowStart + window.length) {
      window = bytes.read(at, WINDOW_BYTES);
      windowStart = at;
      if (window.length < MPEG_HEADER_BYTES) break;
    }
    const next: MpegFrameHeader | undefined = readMpegFrameHeader(window, at - windowStart);
    if (next === undefined || !isSameMpegStream(header, next)) {
      const candidate = window.indexOf(0xff, at - windowStart + 1);
      at = windowStart + (candidate === -1 ? window.length : candidate);
      continue;
    }
    if (at + next.bytes > bytes.size) {
      return { frames, lastIsCut: frames > 0 && isAudioBefore(bytes, at, header) };
    }
    frames++;
    at += next.bytes;
  }
  return { frames, lastIsCut: false };
}

/** A header in the middle of a tag at the end is an accident: a true one stands where the frame before it ends. */
function isAudioBefore(bytes: FileBytes, at: number, header: MpegFrameHeader): boolean {
  const before = bytes.read(Math.max(0, at - 4096), Math.min(at, 4096));
  for (let start = before.indexOf(0xff); start !== -1; start = before.indexOf(0xff, start + 1)) {
    const frame = readMpegFrameHeader(before, start);
    if (frame !== undefined && isSameMpegStream(header, frame) && start + frame.bytes === before.length) return true;
  }
  return false;
}

/**
 * Checks that all frames are there: decoders play what is left of a cut MP3 without a word.
 * @throws TruncatedAudioError when the Xing/Info frame announces more frames or the last one is not whole
 */
export function checkMpegCompleteness(bytes: FileBytes, start: MpegStreamStart): void {
  const announced = announcedFrames(bytes, start);
  const { frames, lastIsCut } = countFrames(bytes, start);
  if (announced !== undefined && frames - 1 + FRAME_TOLERANCE < announced) {
    throw new TruncatedAudioError(`its header announces ${announced} MP3 frames, ${Math.max(0, frames - 1)} are there`);
  }
  if (lastIsCut) throw new TruncatedAudioError('it ends in the middle of an MP3 frame');
}
