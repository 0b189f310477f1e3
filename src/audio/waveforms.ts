import { Injectable } from '@nestjs/common';
import { ComputePool } from '../compute/compute-pool.js';
import { NotFoundError } from '../common/errors/errors.js';
import { NoSuchChannelError } from './audio-errors.js';
import { AudioSources } from './audio-sources.js';
import type { MinMaxInput } from './describe/min-max.task.js';
import {
  type ChannelMinMax,
  channelRange,
  decodeChannel,
  decodePeaksHeader,
  PEAKS_HEADER_BYTES,
  type PeaksHeader,
} from './describe/peaks.js';
import { envelope, summarize } from './describe/summarize.js';
import { AudioStore } from './store/audio-store.js';

const TASK = new URL('./describe/min-max.task.js', import.meta.url);
/** With fewer blocks for each point the borders of the blocks would be seen; the samples themselves are looked at then. */
const BLOCKS_PER_POINT = 4;

export interface WaveformOptions {
  /** Pairs wanted; a recording with fewer samples gives one pair a sample. */
  readonly points: number;
  /** 0-based; default: the envelope of all channels. */
  readonly channel?: number;
  /** Default: the whole recording. */
  readonly startSeconds?: number;
  readonly durationSeconds?: number;
}

/** Smallest and greatest sample of equal parts of a recording, nominally in -1..1. */
export interface Waveform {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Blocks `first` up to, not including, `last`, drawn as so many pairs. */
interface BlockSummary {
  readonly channel?: number;
  readonly first: number;
  readonly last: number;
  readonly points: number;
}

/** Draws recordings from the peaks that were gathered at upload, and from the samples where those are too coarse. */
@Injectable()
export class Waveforms {
  constructor(
    private readonly store: AudioStore,
    private readonly sources: AudioSources,
    private readonly pool: ComputePool,
  ) {}

  /** @throws NotFoundError, NoSuchChannelError */
  async waveform(key: string, options: WaveformOptions, signal?: AbortSignal): Promise<Waveform> {
    const header = await this.readHeader(key);
    const { channel, startSeconds = 0, durationSeconds = Infinity } = options;
    if (channel !== undefined && channel >= header.channelCount) {
      throw new NoSuchChannelError(channel, header.channelCount);
    }
    const { sampleRateHz, blockFrames } = header;
    const startFrame = Math.min(header.frames, Math.round(startSeconds * sampleRateHz));
    const endFrame = Math.min(header.frames, Math.round((startSeconds + durationSeconds) * sampleRateHz));
    const frames = endFrame - startFrame;
    const points = Math.min(options.points, frames);
    if (points === 0) return { min: [], max: [] };

    let pairs: ChannelMinMax;
    if (frames >= points * BLOCKS_PER_POINT * blockFrames) {
      const [first, last] = [Math.floor(startFrame / blockFrames), Math.ceil(endFrame / blockFrames)];
      pairs = await this.summarizeBlocks(key, header, { channel, first, last, points });
    } else {
      const source = this.sources.sourceOf(key, 'application/octet-stream');
      const input: MinMaxInput = { source, channel, startFrame, frames, sampleRateHz, points };
      pairs = await this.pool.run<MinMaxInput, ChannelMinMax>(TASK, input, { lane: 'interactive', signal });
    }
    return { min: Array.from(pairs.min), max: Array.from(pairs.max) };
  }

  private async readHeader(key: string): Promise<PeaksHeader> {
    const bytes = await this.store.readDerived(key, 'peaks', { start: 0, end: PEAKS_HEADER_BYTES - 1 });
    if (bytes === undefined) throw new NotFoundError('The waveform of the recording');
    return decodePeaksHeader(bytes);
  }

  /** Channel by channel: a few milliseconds each, between which the event loop turns. */
  private async summarizeBlocks(
    key: string,
    header: PeaksHeader,
    { channel, first, last, points }: BlockSummary,
  ): Promise<ChannelMinMax> {
    const channels =
      channel === undefined ? Array.from({ length: header.channelCount }, (_, index) => index) : [channel];
    const parts: ChannelMinMax[] = [];
    for (const index of channels) {
      const bytes = await this.store.readDerived(key, 'peaks', channelRange(header, index));
      if (bytes === undefined) throw new NotFoundError('The waveform of the recording');
      const { min, max } = decodeChannel(bytes);
      parts.push(summarize({ min: min.subarray(first, last), max: max.subarray(first, last) }, points));
    }
    return parts.reduce(envelope);
  }
}
