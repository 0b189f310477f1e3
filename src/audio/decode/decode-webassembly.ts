import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { MPEGDecoder } from 'mpg123-decoder';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { checkAudioParameters, UndecodableAudioError } from '../audio-errors.js';
import type { DetectedFormat } from '../format/detect-format.js';
import { type CodecHeader, readCodecHeader } from '../format/codec-header.js';
import { toWavOrder } from './channel-order.js';
import type { PcmStream, StartSecond } from './pcm-stream.js';

const CHUNK_BYTES = 64 * 1024;

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

type BuiltIn = 'mp3' | 'flac' | 'vorbis' | 'opus';

const decoders: Readonly<Record<BuiltIn, () => WebAssemblyDecoder>> = {
  mp3: () => new MPEGDecoder(),
  flac: () => new FLACDecoder(),
  vorbis: () => new OggVorbisDecoder(),
  opus: () => new OggOpusDecoder(),
};

/* eslint-disable no-console -- nothing is written, writing is prevented */
/** The packages write every damaged frame to the console; whoever sends damaged files must not fill the server's log. */
function quietly<Result>(work: () => Result): Result {
  const { error } = console;
  console.error = () => undefined;
  try {
    return work();
  } finally {
    console.error = error;
  }
}
/* eslint-enable no-console */

async function* readBlocks(
  { bytes }: DetectedFormat,
  header: CodecHeader,
  decoder: WebAssemblyDecoder,
  startFrame: number,
): PcmStream['blocks'] {
  let skip = startFrame;
  const take = ({ channelData }: Decoded): Float32Array[] | undefined => {
    const length = channelData[0]?.length ?? 0;
    const skipped = Math.min(skip, length);
    skip -= skipped;
    if (skipped === length) return undefined;
    return toWavOrder(channelData.slice(0, header.channels)).map((samples) => samples.subarray(skipped));
  };
  for (let position = header.audioStart; position < bytes.size; position += CHUNK_BYTES) {
    const chunk = bytes.read(position, CHUNK_BYTES);
    const block = take(await quietly(() => decoder.decode(chunk)));
    if (block !== undefined) yield block;
  }
  const rest = take((await quietly(() => decoder.flush?.())) ?? { channelData: [], samplesDecoded: 0 });
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
 * Decodes without ffmpeg. To start in the middle, everything before is decoded and dropped.
 * @throws UndecodableAudioError, AudioParameterError
 */
export async function decodeWebAssembly(
  kind: BuiltIn,
  detected: DetectedFormat,
  startSecond: StartSecond,
): Promise<PcmStream> {
  const header = readCodecHeader(kind, detected.bytes);
  checkAudioParameters(header.sampleRateHz, header.channels);
  const decoder = decoders[kind]();
  await decoder.ready;
  const blocks = guarded(readBlocks(detected, header, decoder, startSecond * header.sampleRateHz));
  const close = (): Promise<void> => {
    decoder.free();
    return Promise.resolve();
  };
  return { ...header, blocks, close };
}
