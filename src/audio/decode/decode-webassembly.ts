import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { checkAudioParameters, UndecodableAudioError } from '../audio-errors.js';
import type { DetectedFormat } from '../format/detect-format.js';
import type { FileBytes } from '../format/file-bytes.js';
import { firstFrameHeader } from '../format/flac-frames.js';
import { type CodecHeader, readCodecHeader } from '../format/codec-header.js';
import { toWavOrder } from './channel-order.js';
import type { PartEntry } from './part-entry.js';
import type { PcmStream, StartSecond } from './pcm-stream.js';
import { quietly } from './quietly.js';

/** Small, because silence can be packed ten thousand times denser than sound. */
const CHUNK_BYTES = 4 * 1024;

interface Decoded {
  readonly channelData: Float32Array[];
  readonly samplesDecoded: number;
}

/** What the decoder packages have in common. */
interface WebAssemblyDecoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

type BuiltIn = 'mp3' | 'flac' | 'ogg-flac' | 'vorbis' | 'opus';

const decoders: Readonly<Record<BuiltIn, () => WebAssemblyDecoder>> = {
  mp3: () => new MPEGDecoder(),
  flac: () => new FLACDecoder(),
  'ogg-flac': () => new FLACDecoder(),
  vorbis: () => new OggVorbisDecoder(),
  opus: () => new OggOpusDecoder(),
};

const NOTHING: Decoded = { channelData: [], samplesDecoded: 0 };

/** All that is left in the decoder when the file has ended. */
async function finish(kind: BuiltIn, bytes: FileBytes, decoder: WebAssemblyDecoder): Promise<Decoded> {
  // The FLAC parser ends a frame where another begins, and its `flush` loses the last one when sound looks like a frame header.
  if (kind === 'flac')
    return quietly(async () => decoder.decode(Buffer.concat([firstFrameHeader(bytes), Buffer.alloc(64)])));
  return quietly(async () => (await decoder.flush?.()) ?? NOTHING);
}

/** What makes the decoder's channels equal to ffmpeg's: their order and, for FLAC, 2^(bits - 1) as full scale. */
function conversion(kind: BuiltIn, { bitDepth = 0 }: CodecHeader): (channels: Float32Array[]) => Float32Array[] {
  if (kind === 'vorbis' || kind === 'opus') return toWavOrder;
  if (bitDepth === 0) return (channels) => channels;
  const scale = 1 - 2 ** (1 - bitDepth);
  return (channels) => channels.map((samples) => samples.map((sample) => sample * scale));
}

async function* readBlocks(
  kind: BuiltIn,
  bytes: FileBytes,
  header: CodecHeader,
  decoder: WebAssemblyDecoder,
  startFrame: number,
  entry: PartEntry | undefined,
): PcmStream['blocks'] {
  const convert = conversion(kind, header);
  let position = entry?.firstSample ?? 0;
  const take = ({ channelData }: Decoded): Float32Array[] | undefined => {
    const length = channelData[0]?.length ?? 0;
    const start = Math.max(0, startFrame - position);
    const end = Math.min(length, (header.frames ?? Infinity) - position);
    position += length;
    if (start >= end) return undefined;
    return convert(channelData.slice(0, header.channels)).map((samples) => samples.subarray(start, end));
  };
  if (entry !== undefined && entry.prefix.length > 0) {
    const block = take(await quietly(async () => decoder.decode(entry.prefix)));
    if (block !== undefined) yield block;
  }
  for (let at = entry?.position ?? header.audioStart; at < bytes.size; at += CHUNK_BYTES) {
    const chunk = bytes.read(at, CHUNK_BYTES);
    const block = take(await quietly(async () => decoder.decode(chunk)));
    if (block !== undefined) yield block;
  }
  const rest = take(await finish(kind, bytes, decoder));
  if (rest !== undefined) yield rest;
}

/** Turns whatever a decoder throws about broken data into the typed error. */
async function* guarded(blocks: PcmStream['blocks']): PcmStream['blocks'] {
  try {
    yield* blocks;
  } catch (error) {
    throw new UndecodableAudioError((error as Error).message.split('\n')[0].slice(0, 200).replace(/\.$/, ''));
  }
}

/**
 * Decodes without ffmpeg. To start in the middle, everything before (or from the entry on) is decoded and dropped.
 * @throws UndecodableAudioError, AudioParameterError
 */
export async function decodeWebAssembly(
  kind: BuiltIn,
  { bytes }: DetectedFormat,
  startSecond: StartSecond,
  entry?: PartEntry,
): Promise<PcmStream> {
  const header = readCodecHeader(kind, bytes);
  checkAudioParameters(header.sampleRateHz, header.channels);
  const decoder = decoders[kind]();
  await decoder.ready;
  const blocks = guarded(readBlocks(kind, bytes, header, decoder, startSecond * header.sampleRateHz, entry));
  const close = (): Promise<void> => {
    decoder.free();
    return Promise.resolve();
  };
  return { ...header, blocks, close };
}
