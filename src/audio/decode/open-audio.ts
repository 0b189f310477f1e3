import { AudioTooLongError, DecoderMissingError } from '../audio-errors.js';
import type { AudioSource } from '../audio-source.js';
import type { AudioFormat } from '../format/audio-format.js';
import { readCodecHeader } from '../format/codec-header.js';
import { checkCompleteness } from '../format/completeness.js';
import { detectFormat, type DetectedFormat } from '../format/detect-format.js';
import { FileBytes } from '../format/file-bytes.js';
import { readAiffLayout } from '../pcm/aiff-layout.js';
import { isCompressed } from '../pcm/pcm-layout.js';
import { readWavLayout } from '../pcm/wav-layout.js';
import { decodeFfmpeg } from './decode-ffmpeg.js';
import { decodePcm } from './decode-pcm.js';
import { findFfmpeg } from './find-ffmpeg.js';
import { type PartEntry, partEntry } from './part-entry.js';
import type { PcmStream, StartSecond } from './pcm-stream.js';
import { sanitizeSamples } from './sanitize-samples.js';

export interface OpenOptions {
  readonly startSecond: StartSecond;
  readonly maxDurationSeconds?: number;
  /** Look through the structure of compressed files first, to find those that were cut off; default false. */
  readonly mustBeComplete?: boolean;
  /** Only some seconds are wanted: where that can be, begin near them in this process, which takes less than starting another. */
  readonly isPart?: boolean;
}

let found: string | null | undefined;

function ffmpegOf({ ffmpegPath }: AudioSource): string | null {
  if (ffmpegPath !== undefined) return ffmpegPath;
  return (found ??= findFfmpeg(process.env.FFMPEG_PATH));
}

/**
 * Where ffmpeg gives other samples than the reference decoders, which the WebAssembly ones are: its surround Opus is up to 1.1e-3 off,
 * and it cuts Ogg files with one page of audio at the wrong end.
 */
function isWrongInFfmpeg({ format, bytes }: DetectedFormat): boolean {
  if (format.builtIn !== 'opus' && format.builtIn !== 'vorbis') return false;
  const { channels, frames } = readCodecHeader(format.builtIn, bytes);
  return frames !== undefined || (format.builtIn === 'opus' && channels > 2);
}

/** Chooses the decoder: our own reader for uncompressed audio, else ffmpeg where there is one, else WebAssembly. */
async function chooseDecoder(source: AudioSource, detected: DetectedFormat, options: OpenOptions): Promise<PcmStream> {
  const { builtIn, name } = detected.format;
  const ffmpegPath = ffmpegOf(source);
  const byFfmpeg = (format: string): Promise<PcmStream> => {
    if (ffmpegPath === null) throw new DecoderMissingError(format);
    return decodeFfmpeg(ffmpegPath, { detected, ...options });
  };
  if (builtIn === 'wav' || builtIn === 'aiff') {
    const layout = builtIn === 'wav' ? readWavLayout(detected.bytes) : readAiffLayout(detected.bytes);
    if (isCompressed(layout)) return byFfmpeg(`${name} with ${layout.compressedBy}`);
    return decodePcm(detected.bytes, layout, options.startSecond);
  }
  if (builtIn === undefined) return byFfmpeg(name);
  // The WebAssembly decoders are loaded by the first file that needs one.
  const byWebAssembly = async (from?: PartEntry): Promise<PcmStream> => {
    const { decodeWebAssembly } = await import('./decode-webassembly.js');
    return decodeWebAssembly(builtIn, detected, options.startSecond, from);
  };
  const entry = options.isPart === true ? partEntry(detected, options.startSecond) : undefined;
  if (entry !== undefined) return byWebAssembly(entry);
  if (ffmpegPath !== null && !isWrongInFfmpeg(detected)) return byFfmpeg(name);
  return byWebAssembly();
}

export interface OpenedAudio extends PcmStream {
  readonly format: AudioFormat;
  /** To be called with the number of samples per channel at the end of a complete decode. @throws TruncatedAudioError */
  readonly checkEnd: (frames: number) => void;
}

/**
 * Opens a file and starts to decode it. `close` must be called in the end.
 * @throws the errors of `audio-errors.ts`
 */
export async function openAudio(source: AudioSource, options: OpenOptions): Promise<OpenedAudio> {
  const file = FileBytes.open(source.path);
  try {
    const detected = await detectFormat(file);
    const checkEnd = options.mustBeComplete ? checkCompleteness(detected) : (): void => undefined;
    const stream = await chooseDecoder(source, detected, options);
    const close = async (): Promise<void> => {
      await stream.close();
      file.close();
    };
    return { ...stream, format: detected.format, checkEnd, close };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The blocks of `audio` with damaged samples mended. @throws AudioTooLongError when they become too many */
export async function* checked(
  audio: OpenedAudio,
  startSecond: StartSecond,
  limitSeconds = Infinity,
): PcmStream['blocks'] {
  let frames = startSecond * audio.sampleRateHz;
  for await (const block of audio.blocks) {
    frames += block[0].length;
    if (frames > limitSeconds * audio.sampleRateHz) throw new AudioTooLongError(limitSeconds);
    block.forEach(sanitizeSamples);
    yield block;
  }
}
