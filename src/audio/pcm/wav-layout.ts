import { checkAudioParameters, EmptyAudioError, TruncatedAudioError, UndecodableAudioError } from '../audio-errors.js';
import type { FileBytes } from '../format/file-bytes.js';
import { type Chunk, type ChunkRules, readChunks } from './chunks.js';
import type { CompressedLayout, PcmLayout } from './pcm-layout.js';
import { sampleFormat } from './sample-format.js';

const UNKNOWN_SIZE = 0xffffffff;
const EXTENSIBLE = 0xfffe;
const FMT_BYTES = 16;
const SUBFORMAT_AT = 24;
const LONGEST_FMT = 64;
const LONGEST_LIST = 1024;

interface WavChunks {
  readonly fmt?: Buffer;
  readonly data?: Chunk;
}

const wave64Rules: ChunkRules = {
  from: 40,
  headerBytes: 24,
  alignment: 8,
  read: (header) => ({
    id: header.toString('latin1', 0, 4),
    size: Math.max(0, Number(header.readBigUInt64LE(16)) - 24),
  }),
};

function riffRules(isBigEndian: boolean): ChunkRules {
  return {
    from: 12,
    headerBytes: 8,
    alignment: 2,
    read: (header) => ({
      id: header.toString('latin1', 0, 4),
      size: isBigEndian ? header.readUInt32BE(4) : header.readUInt32LE(4),
    }),
  };
}

/**
 * Whether a program that could not seek back wrote the file: ffmpeg, and what is built on it, leaves both sizes at their greatest value
 * and its name in a LIST chunk. Any other file with such a size is cut off.
 */
function isStreamWritten(bytes: FileBytes, lists: readonly Chunk[], data: Chunk): boolean {
  if (data.size !== UNKNOWN_SIZE || bytes.read(4, 4).readUInt32LE() !== UNKNOWN_SIZE) return false;
  return lists.some(({ start, size }) => bytes.read(start, Math.min(size, LONGEST_LIST)).includes('ISFT'));
}

function findChunks(bytes: FileBytes): WavChunks {
  const tag = bytes.read(0, 4).toString('latin1');
  let longSize: number | undefined;
  let fmt: Buffer | undefined;
  let data: Chunk | undefined;
  const lists: Chunk[] = [];
  for (const chunk of readChunks(bytes, tag === 'riff' ? wave64Rules : riffRules(tag === 'RIFX'))) {
    if (chunk.id === 'ds64') longSize = Number(bytes.read(chunk.start + 8, 8).readBigUInt64LE());
    else if (chunk.id === 'fmt ') fmt ??= bytes.read(chunk.start, Math.min(chunk.size, LONGEST_FMT));
    else if (chunk.id === 'LIST') lists.push(chunk);
    else if (chunk.id === 'data' && data === undefined) {
      data = chunk;
      if (chunk.size === UNKNOWN_SIZE && longSize !== undefined) data = { ...chunk, size: longSize };
      else if (isStreamWritten(bytes, lists, chunk)) data = { ...chunk, size: bytes.size - chunk.start };
    }
    if (fmt !== undefined && data !== undefined) break;
  }
  return { fmt, data };
}

function codecOf(formatTag: number, bits: number, isBigEndian: boolean): string {
  const order = isBigEndian ? 'be' : 'le';
  const bytes = Math.ceil(bits / 8);
  if (formatTag === 1) return bytes === 1 ? 'pcm_u8' : `pcm_s${bytes * 8}${order}`;
  if (formatTag === 3) return `pcm_f${bits}${order}`;
  if (formatTag === 6) return 'pcm_alaw';
  if (formatTag === 7) return 'pcm_mulaw';
  return `format 0x${formatTag.toString(16)}`;
}

/**
 * Reads the header of a WAV file: RIFF (Microsoft 1991), WAVE_FORMAT_EXTENSIBLE, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088) and
 * Sony Wave64; chunks in any order.
 * @throws EmptyAudioError, TruncatedAudioError, AudioParameterError, UndecodableAudioError
 */
export function readWavLayout(bytes: FileBytes): PcmLayout | CompressedLayout {
  const { fmt, data } = findChunks(bytes);
  if (fmt === undefined || fmt.length < FMT_BYTES) {
    if (data === undefined) throw new TruncatedAudioError('the WAV file ends before its format is described');
    throw new UndecodableAudioError('the WAV file has no valid fmt chunk');
  }
  const isBigEndian = bytes.read(0, 4).toString('latin1') === 'RIFX';
  const read16 = (at: number): number => (isBigEndian ? fmt.readUInt16BE(at) : fmt.readUInt16LE(at));
  const tag = read16(0);
  const channels = read16(2);
  const sampleRateHz = isBigEndian ? fmt.readUInt32BE(4) : fmt.readUInt32LE(4);
  const isExtensible = tag === EXTENSIBLE && fmt.length >= SUBFORMAT_AT + 2;
  const codec = codecOf(isExtensible ? read16(SUBFORMAT_AT) : tag, read16(14), isBigEndian);
  checkAudioParameters(sampleRateHz, channels);
  if (data === undefined) throw new TruncatedAudioError('the WAV file ends before its samples');
  if (data.size === 0) throw new EmptyAudioError('The WAV file has a data chunk of zero length.');
  const format = sampleFormat(codec);
  if (format === undefined) return { compressedBy: codec };

  const frameBytes = format.bytesPerSample * channels;
  const available = bytes.size - data.start;
  const missing = data.size - available;
  if (missing >= frameBytes) {
    throw new TruncatedAudioError(
      `the WAV header announces ${data.size} bytes of samples, ${available} are there (a program that writes into a pipe ` +
        'cannot fill in the size; let it write into a file)',
    );
  }
  const frames = Math.floor(Math.min(data.size, available) / frameBytes);
  if (frames === 0) throw new EmptyAudioError('The WAV file holds less than one sample.');
  return { format, sampleRateHz, channels, start: data.start, frames };
}
