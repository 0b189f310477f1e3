import { fileTypeFromBuffer } from 'file-type/core';
import { EmptyAudioError, UnsupportedAudioTypeError } from '../audio-errors.js';
import * as formats from './audio-format.js';
import type { FileBytes } from './file-bytes.js';
import { id3v2Length } from './id3.js';
import { findMpegStream } from './mpeg-stream.js';

const HEAD_BYTES = 64 * 1024;
const MOST_LEADING_WHITESPACE = 4096;
const WHITESPACE = [0x09, 0x0a, 0x0d, 0x20];

export interface DetectedFormat {
  readonly format: formats.AudioFormat;
  /** The audio proper: without leading whitespace and, where decoders do not know it, without a leading ID3 tag. */
  readonly bytes: FileBytes;
}

function leadingWhitespace(head: Uint8Array): number {
  const end = head.findIndex((byte) => !WHITESPACE.includes(byte));
  return end === -1 ? head.length : end;
}

function oggFormat(head: Buffer): formats.AudioFormat {
  const firstPacket = head.subarray(27 + head[26], 27 + head[26] + 8).toString('latin1');
  if (firstPacket.startsWith('OpusHead')) return formats.OGG_OPUS;
  if (firstPacket.startsWith('\x01vorbis')) return formats.OGG_VORBIS;
  if (firstPacket.startsWith('\x7fFLAC')) return formats.OGG_FLAC;
  return formats.OGG;
}

function bySignature(head: Buffer): formats.AudioFormat | undefined {
  const tag = head.toString('latin1', 0, 4);
  const form = head.toString('latin1', 8, 12);
  if (['RIFF', 'RF64', 'BW64', 'RIFX'].includes(tag) && form === 'WAVE') return formats.WAV;
  if (tag === 'riff' && head.toString('latin1', 24, 28) === 'wave') return formats.W64;
  if (tag === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return formats.AIFF;
  if (tag === 'fLaC') return formats.FLAC;
  if (tag === 'OggS') return oggFormat(head);
  if (tag === 'caff') return formats.CAF;
  if (tag === '.snd') return formats.AU;
  return undefined;
}

/**
 * Finds the format from the content alone. White space before the audio is skipped, since some clients put a line break there.
 * @throws EmptyAudioError, UnsupportedAudioTypeError
 */
export async function detectFormat(file: FileBytes): Promise<DetectedFormat> {
  if (file.size === 0) throw new EmptyAudioError();
  const blank = leadingWhitespace(file.read(0, MOST_LEADING_WHITESPACE));
  if (blank === file.size) throw new EmptyAudioError('The file holds nothing but white space.');
  const bytes = file.from(blank);
  const head = bytes.read(0, HEAD_BYTES);

  const id3 = id3v2Length(head);
  const afterTag = id3 === 0 ? head : bytes.read(id3, HEAD_BYTES);
  const signed = bySignature(afterTag);
  if (signed !== undefined) return { format: signed, bytes: bytes.from(id3) };

  const type = await fileTypeFromBuffer(id3 === 0 ? head : afterTag);
  const known = type && formats.FORMATS_BY_MIME[type.mime];
  if (known !== undefined) return { format: known, bytes: bytes.from(id3) };
  // After the signatures, because two bytes of sync are found in any binary file; a run of whole frames is not.
  if (findMpegStream(bytes) !== undefined) return { format: formats.MP3, bytes };
  throw new UnsupportedAudioTypeError(type?.mime);
}
