import { UndecodableAudioError } from '../audio-errors.js';
import type { FileBytes } from './file-bytes.js';
import { findMpegStream } from './mpeg-stream.js';
import { onlyPageGranule } from './ogg-single-page.js';

/** What the first bytes of a compressed stream say. */
export interface CodecHeader {
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Position where a decoder has to begin. */
  readonly audioStart: number;
  /** Samples per channel that the file announces, where that is certain. */
  readonly frames?: number;
  /** Bits of a sample, where the codec keeps whole numbers. */
  readonly bitDepth?: number;
}

const OPUS_RATE_HZ = 48_000;
const OGG_PAGE_HEADER_BYTES = 27;

const STREAMINFO_BYTES = 34;

/** STREAMINFO (RFC 9639 section 8.2). */
function readStreamInfo(block: Buffer): CodecHeader {
  const packed = block.readBigUInt64BE(10);
  const frames = Number(packed & 0xf_ffff_ffffn);
  return {
    codec: 'flac',
    sampleRateHz: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bitDepth: Number((packed >> 36n) & 31n) + 1,
    audioStart: 0,
    ...(frames > 0 && { frames }),
  };
}

export function readFlacHeader(bytes: FileBytes): CodecHeader {
  const head = bytes.read(4, 4 + STREAMINFO_BYTES);
  if (head.length < 4 + STREAMINFO_BYTES || (head[0] & 0x7f) !== 0) {
    throw new UndecodableAudioError('the FLAC file has no STREAMINFO');
  }
  return readStreamInfo(head.subarray(4));
}

function oggPacket(bytes: FileBytes, length: number): Buffer {
  const head = bytes.read(0, OGG_PAGE_HEADER_BYTES);
  const packet = bytes.read(OGG_PAGE_HEADER_BYTES + (head[OGG_PAGE_HEADER_BYTES - 1] ?? 0), length);
  if (packet.length < length) throw new UndecodableAudioError('the Ogg file has no audio header');
  return packet;
}

/** Identification header (Vorbis I specification section 4.2.2). */
function readVorbisHeader(bytes: FileBytes): CodecHeader {
  const packet = oggPacket(bytes, 16);
  const frames = onlyPageGranule(bytes);
  return { codec: 'vorbis', channels: packet[11], sampleRateHz: packet.readUInt32LE(12), audioStart: 0, frames };
}

/** Identification header (RFC 7845 section 5.1). Opus always decodes to 48 kHz. */
function readOpusHeader(bytes: FileBytes): CodecHeader {
  const packet = oggPacket(bytes, 12);
  const granule = onlyPageGranule(bytes);
  const frames = granule === undefined ? undefined : Math.max(0, granule - packet.readUInt16LE(10));
  return { codec: 'opus', channels: packet[9], sampleRateHz: OPUS_RATE_HZ, audioStart: 0, frames };
}

/** FLAC in Ogg (RFC 9639 section 10.1). */
function readOggFlacHeader(bytes: FileBytes): CodecHeader {
  return readStreamInfo(oggPacket(bytes, 17 + STREAMINFO_BYTES).subarray(17));
}

function readMpegHeader(bytes: FileBytes): CodecHeader {
  const start = findMpegStream(bytes);
  if (start === undefined) throw new UndecodableAudioError('no MPEG audio frames were found');
  const { header, position } = start;
  return {
    codec: `mp${header.layer}`,
    channels: header.channels,
    sampleRateHz: header.sampleRateHz,
    audioStart: position,
  };
}

const readers = {
  mp3: readMpegHeader,
  flac: readFlacHeader,
  'ogg-flac': readOggFlacHeader,
  vorbis: readVorbisHeader,
  opus: readOpusHeader,
};

/** @throws UndecodableAudioError */
export const readCodecHeader = (kind: keyof typeof readers, bytes: FileBytes): CodecHeader => readers[kind](bytes);
