import { crc8 } from './crc8.js';
import type { FileBytes } from './file-bytes.js';
import { firstFrame } from './flac-frames.js';

/** A frame of a FLAC stream. */
export interface FlacFrame {
  readonly position: number;
  /** Number of its first sample. */
  readonly firstSample: number;
}

const WINDOW_BYTES = 128 * 1024;
const LONGEST_HEADER = 16;
/** Each step halves what is left of the file; in the end a few windows are walked through. */
const MOST_STEPS = 48;

/** A number in the extended UTF-8 of RFC 9639 section 9.1.5. */
function codedNumber(bytes: Buffer, at: number): { value: number; length: number } | undefined {
  const first = bytes[at];
  if (first < 0x80) return { value: first, length: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let value = length === 7 ? 0 : first & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    if ((bytes[at + index] & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (bytes[at + index] & 0x3f);
  }
  return { value, length };
}

/** Reads a frame header (RFC 9639 section 9.1), whose checksum makes accidents unlikely. */
function readHeader(bytes: Buffer, at: number, blockSize: number): number | undefined {
  if (bytes[at] !== 0xff || (bytes[at + 1] & 0xfe) !== 0xf8 || at + LONGEST_HEADER > bytes.length) return undefined;
  const sizeCode = bytes[at + 2] >> 4;
  const rateCode = bytes[at + 2] & 15;
  if (sizeCode === 0 || rateCode === 15) return undefined;
  const number = codedNumber(bytes, at + 4);
  if (number === undefined) return undefined;
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0;
  const rateBytes = rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0;
  const end = at + 4 + number.length + sizeBytes + rateBytes;
  if (crc8(bytes.subarray(at, end)) !== bytes[end]) return undefined;
  const isVariable = (bytes[at + 1] & 1) === 1;
  return isVariable ? number.value : number.value * blockSize;
}

function firstIn(bytes: FileBytes, from: number, blockSize: number): FlacFrame | undefined {
  const window = bytes.read(from, WINDOW_BYTES);
  for (let at = window.indexOf(0xff); at !== -1; at = window.indexOf(0xff, at + 1)) {
    const firstSample = readHeader(window, at, blockSize);
    if (firstSample !== undefined) return { position: from + at, firstSample };
  }
  return undefined;
}

/**
 * The last frame found that begins at or before a sample: some thousand samples before it at most, unless frames are very large.
 * @returns undefined when no frame is found where there should be one
 */
export function flacFrameBefore(bytes: FileBytes, sample: number): FlacFrame | undefined {
  const blockSize = bytes.read(8, 4).readUInt16BE(2);
  let best = firstIn(bytes, firstFrame(bytes), blockSize);
  if (best === undefined || best.firstSample > sample) return undefined;
  let [low, high] = [best.position, bytes.size];
  for (let step = 0; step < MOST_STEPS && high - low > WINDOW_BYTES; step++) {
    const middle = Math.floor((low + high) / 2);
    const frame = firstIn(bytes, middle, blockSize);
    if (frame !== undefined && frame.firstSample <= sample) {
      best = frame;
      low = frame.position;
    } else high = middle;
  }
  return best;
}

/** All metadata blocks, which a decoder has to see first. */
export const flacMetadata = (bytes: FileBytes): Buffer => bytes.read(0, firstFrame(bytes));
