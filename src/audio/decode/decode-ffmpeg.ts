import {
  checkAudioParameters,
  TruncatedAudioError,
  UndecodableAudioError,
  UnsupportedAudioTypeError,
} from '../audio-errors.js';
import { sampleFormat } from '../pcm/sample-format.js';
import { type FfmpegJob, ffmpegArguments, seekSecond } from './ffmpeg-arguments.js';
import { FfmpegProcess } from './ffmpeg-process.js';
import type { PcmStream } from './pcm-stream.js';
import { parseWavOutput, type WavOutputStart } from './wav-output.js';

const BLOCK_BYTES = 256 * 1024;
const { deinterleave, bytesPerSample } = sampleFormat('pcm_f32le')!;

function failure(process: FfmpegProcess, job: FfmpegJob): Error {
  const { log } = process;
  if (log.saysNoAudio) return new UnsupportedAudioTypeError(`${job.detected.format.name} without a sound track`);
  if (log.saysTruncated) return new TruncatedAudioError('it ends before the audio does');
  return new UndecodableAudioError(log.reason(job.detected.bytes.path));
}

async function readStart(
  output: AsyncGenerator<Buffer, void, undefined>,
  process: FfmpegProcess,
  job: FfmpegJob,
): Promise<WavOutputStart> {
  let head = Buffer.alloc(0);
  for (let next = await output.next(); !next.done; next = await output.next()) {
    head = Buffer.concat([head, next.value]);
    const start = parseWavOutput(head);
    if (start !== undefined) return start;
  }
  await process.end();
  throw failure(process, job);
}

function split(bytes: Buffer, channels: number): Float32Array[] {
  const frames = bytes.length / (bytesPerSample * channels);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    deinterleave(bytes, channel, channels, samples);
    return samples;
  });
}

/** Cuts what comes into whole frames, some hundred kilobytes at a time, and leaves out the first `skip` bytes. */
class FrameGatherer {
  private pieces: Buffer[] = [];
  private gathered = 0;

  constructor(
    private readonly frameBytes: number,
    private skip: number,
  ) {}

  add(piece: Buffer): void {
    const skipped = Math.min(this.skip, piece.length);
    this.skip -= skipped;
    if (skipped === piece.length) return;
    this.pieces.push(piece.subarray(skipped));
    this.gathered += piece.length - skipped;
  }

  /** Whole frames, or undefined as long as they are fewer than `minimumBytes`. */
  take(minimumBytes: number): Buffer | undefined {
    if (this.gathered < Math.max(minimumBytes, this.frameBytes)) return undefined;
    const all = Buffer.concat(this.pieces, this.gathered);
    const whole = this.gathered - (this.gathered % this.frameBytes);
    this.pieces = [all.subarray(whole)];
    this.gathered -= whole;
    return all.subarray(0, whole);
  }
}

async function* readBlocks(
  output: AsyncGenerator<Buffer, void, undefined>,
  process: FfmpegProcess,
  job: FfmpegJob,
  { channels, sampleRateHz, rest }: WavOutputStart,
): PcmStream['blocks'] {
  const frameBytes = bytesPerSample * channels;
  const runUpSeconds = job.startSecond - seekSecond(job);
  const gatherer = new FrameGatherer(frameBytes, runUpSeconds * sampleRateHz * frameBytes);
  gatherer.add(rest);
  for await (const piece of output) {
    gatherer.add(piece);
    const block = gatherer.take(BLOCK_BYTES);
    if (block !== undefined) yield split(block, channels);
  }
  const block = gatherer.take(0);
  if (block !== undefined) yield split(block, channels);
  const code = await process.end();
  if (code !== 0 || process.log.saysTruncated) throw failure(process, job);
}

/**
 * Decodes with ffmpeg, which runs as a process of its own under limits of time, output and memory.
 * @throws TruncatedAudioError, UndecodableAudioError, UnsupportedAudioTypeError, AudioParameterError
 */
export async function decodeFfmpeg(ffmpegPath: string, job: FfmpegJob): Promise<PcmStream> {
  const process = new FfmpegProcess(ffmpegPath, ffmpegArguments(job));
  const output = process.output();
  const close = async (): Promise<void> => {
    process.kill();
    // A process counts as ended when its output was read or let go of; what nobody reads would keep it for ever.
    await output.return();
    await process.end();
  };
  try {
    const start = await readStart(output, process, job);
    checkAudioParameters(start.sampleRateHz, start.channels);
    return {
      codec: await process.codec(),
      sampleRateHz: start.sampleRateHz,
      channels: start.channels,
      blocks: readBlocks(output, process, job, start),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
