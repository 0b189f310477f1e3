import type { DetectedFormat } from '../format/detect-format.js';
import { readCodecHeader } from '../format/codec-header.js';
import type { FileBytes } from '../format/file-bytes.js';
import { flacFrameBefore, flacMetadata } from '../format/flac-seek.js';
import { FRAMES_PER_ENTRY, mpegFrameIndex } from '../format/mpeg-frame-index.js';
import type { StartSecond } from './pcm-stream.js';

/** Where in a compressed file a decoder can begin so that a later sample comes out right. */
export interface PartEntry {
  /** What the decoder has to be given first. */
  readonly prefix: Buffer;
  readonly position: number;
  /** Sample of the whole that comes out first. */
  readonly firstSample: number;
}

/** MP3 frames use bits of earlier ones: up to 511 bytes, which are 21 of the smallest frames, and overlap with the last. */
const RUN_UP_FRAMES = 24;

/** An entry at or before a moment; undefined when the file has to be decoded in another way. */
export function partEntry({ format, bytes }: DetectedFormat, startSecond: StartSecond): PartEntry | undefined {
  if (format.builtIn === 'flac') {
    const frame = flacFrameBefore(bytes, startSecond * readCodecHeader('flac', bytes).sampleRateHz);
    return frame && { prefix: flacMetadata(bytes), ...frame };
  }
  return format.builtIn === 'mp3' ? mpegEntry(bytes, startSecond) : undefined;
}

/** What the information frame says of silence at the beginning shifts the whole and the part alike. */
function mpegEntry(bytes: FileBytes, startSecond: StartSecond): PartEntry | undefined {
  const index = mpegFrameIndex(bytes);
  if (index === undefined) return undefined;
  const { information, positions, samplesPerFrame, sampleRateHz } = index;
  const frame = Math.floor((startSecond * sampleRateHz) / samplesPerFrame) - RUN_UP_FRAMES;
  const entry = Math.max(0, Math.floor(frame / FRAMES_PER_ENTRY));
  if (entry >= positions.length) return undefined;
  const firstSample = entry * FRAMES_PER_ENTRY * samplesPerFrame;
  return { prefix: information, position: positions[entry], firstSample };
}
