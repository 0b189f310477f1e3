import { checkAudioParameters, EmptyAudioError, TruncatedAudioError, UndecodableAudioError } from '../audio-errors.js';
import type { FileBytes } from '../format/file-bytes.js';
import { type Chunk, type ChunkRules, readChunks } from './chunks.js';
import type { CompressedLayout, PcmLayout } from './pcm-layout.js';
import { sampleFormat } from './sample-format.js';

const COMM_BYTES = 18;
const LONGEST_COMM = 64;
const SSND_HEADER_BYTES = 8;

const rules: ChunkRules = {
  from: 12,
  headerBytes: 8,
  alignment: 2,
  read: (header) => ({ id: header.toString('latin1', 0, 4), size: header.readUInt32BE(4) }),
};

/** An 80-bit extended float (IEEE 754), as AIFF stores its sample rate. */
function readExtended(bytes: Buffer, at: number): number {
  const exponent = (bytes.readUInt16BE(at) & 0x7fff) - 16_383;
  const mantissa = bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6);
  return mantissa * 2 ** (exponent - 63);
}

function codecOf(compression: string, bits: number): string {
  const bytes = Math.ceil(bits / 8);
  switch (compression) {
    case 'NONE':
    case 'twos':
      return bytes === 1 ? 'pcm_s8' : `pcm_s${bytes * 8}be`;
    case 'sowt':
      return bytes === 1 ? 'pcm_s8' : `pcm_s${bytes * 8}le`;
    case 'raw ':
      return 'pcm_u8';
    case 'in24':
      return 'pcm_s24be';
    case 'in32':
      return 'pcm_s32be';
    case 'fl32':
    case 'FL32':
      return 'pcm_f32be';
    case 'fl64':
    case 'FL64':
      return 'pcm_f64be';
    case 'alaw':
    case 'ALAW':
      return 'pcm_alaw';
    case 'ulaw':
    case 'ULAW':
      return 'pcm_mulaw';
    default:
      return compression;
  }
}

/**
 * Reads the header of an AIFF or AIFF-C file (Apple 1989, 1991); chunks in any order.
 * @throws EmptyAudioError, TruncatedAudioError, AudioParameterError, UndecodableAudioError
 */
export function readAiffLayout(bytes: FileBytes): PcmLayout | CompressedLayout {
  let description: Buffer | undefined;
  let sound: Chunk | undefined;
  for (const chunk of readChunks(bytes, rules)) {
    if (chunk.id === 'COMM') description ??= bytes.read(chunk.start, Math.min(chunk.size, LONGEST_COMM));
    else if (chunk.id === 'SSND') sound ??= chunk;
    if (description !== undefined && sound !== undefined) break;
  }
  if (description === undefined || description.length < COMM_BYTES) {
    if (sound === undefined) throw new TruncatedAudioError('the AIFF file ends before its format is described');
    throw new UndecodableAudioError('the AIFF file has no valid COMM chunk');
  }
  const channels = description.readUInt16BE(0);
  const announced = description.readUInt32BE(2);
  const sampleRateHz = Math.round(readExtended(description, 8));
  const compression = description.length >= 22 ? description.toString('latin1', 18, 22) : 'NONE';
  const codec = codecOf(compression, description.readUInt16BE(6));
  checkAudioParameters(sampleRateHz, channels);
  if (announced === 0) throw new EmptyAudioError('The AIFF file says that it has no samples.');
  if (sound === undefined) throw new TruncatedAudioError('the AIFF file ends before its samples');
  const format = sampleFormat(codec);
  if (format === undefined) return { compressedBy: codec };

  const offset = bytes.read(sound.start, SSND_HEADER_BYTES);
  if (offset.length < SSND_HEADER_BYTES) throw new TruncatedAudioError('the AIFF file ends before its samples');
  const start = sound.start + SSND_HEADER_BYTES + offset.readUInt32BE(0);
  const available = Math.floor(Math.max(0, bytes.size - start) / (format.bytesPerSample * channels));
  if (available < announced) {
    throw new TruncatedAudioError(`the AIFF header announces ${announced} samples, ${available} are there`);
  }
  return { format, sampleRateHz, channels, start, frames: announced };
}
