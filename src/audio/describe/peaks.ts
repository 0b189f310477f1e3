/** Smallest and greatest samples of equal blocks of a recording, from which waveforms of any width are drawn. */
export interface Peaks {
  readonly sampleRateHz: number;
  /** Samples per channel of the recording. */
  readonly frames: number;
  /** Samples per block; the last block may hold fewer. */
  readonly blockFrames: number;
  readonly channels: readonly ChannelMinMax[];
}

/** One pair for each block or each point of a drawing. */
export interface ChannelMinMax {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** What stands before the samples in a peaks file. */
export type PeaksHeader = Omit<Peaks, 'channels'> & { readonly channelCount: number; readonly blocks: number };

const MAGIC = 0x314b5045; // "EPK1"
export const PEAKS_HEADER_BYTES = 32;
const FLOAT_BYTES = 4;

/**
 * File form, little-endian: magic, channels, blocks, frames per block (uint32 each), rate (uint32), unused (uint32), frames (float64);
 * then for each channel all minima and all maxima (float32).
 */
export function encodePeaks({ sampleRateHz, frames, blockFrames, channels }: Peaks): Buffer<ArrayBuffer> {
  const blocks = channels[0].min.length;
  const bytes = Buffer.from(new ArrayBuffer(PEAKS_HEADER_BYTES + channels.length * 2 * blocks * FLOAT_BYTES));
  [MAGIC, channels.length, blocks, blockFrames, sampleRateHz].forEach((value, at) =>
    bytes.writeUInt32LE(value, 4 * at),
  );
  bytes.writeDoubleLE(frames, 24);
  let position = PEAKS_HEADER_BYTES;
  for (const { min, max } of channels) {
    for (const value of min) position = bytes.writeFloatLE(value, position);
    for (const value of max) position = bytes.writeFloatLE(value, position);
  }
  return bytes;
}

/** @throws Error when these are not the first bytes of a peaks file */
export function decodePeaksHeader(bytes: Buffer): PeaksHeader {
  if (bytes.length < PEAKS_HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC)
    throw new Error('This is not a peaks file.');
  return {
    channelCount: bytes.readUInt32LE(4),
    blocks: bytes.readUInt32LE(8),
    blockFrames: bytes.readUInt32LE(12),
    sampleRateHz: bytes.readUInt32LE(16),
    frames: bytes.readDoubleLE(24),
  };
}

/** Where one channel lies in the file: first and last byte. */
export function channelRange(
  { blocks }: PeaksHeader,
  channel: number,
): { readonly start: number; readonly end: number } {
  const length = 2 * blocks * FLOAT_BYTES;
  const start = PEAKS_HEADER_BYTES + channel * length;
  return { start, end: start + length - 1 };
}

/** @param bytes what `channelRange` delimits */
export function decodeChannel(bytes: Buffer): ChannelMinMax {
  const values = new Float32Array(bytes.length / FLOAT_BYTES);
  for (let index = 0; index < values.length; index++) values[index] = bytes.readFloatLE(index * FLOAT_BYTES);
  return { min: values.subarray(0, values.length / 2), max: values.subarray(values.length / 2) };
}
