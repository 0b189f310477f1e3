import type { Peaks } from './peaks.js';

export const FIRST_BLOCK_FRAMES = 256;
/** Blocks kept for each channel. Beyond that neighbours are merged, so that an hour of audio needs no more memory than a minute. */
export const MOST_BLOCKS = 2 ** 17;

/** Smallest and greatest samples of the blocks of one channel. */
class ChannelPeaks {
  minima = new Float32Array(1024);
  maxima = new Float32Array(1024);
  length = 0;

  append(minimum: number, maximum: number): void {
    if (this.length === this.minima.length) {
      this.minima = grown(this.minima);
      this.maxima = grown(this.maxima);
    }
    this.minima[this.length] = minimum;
    this.maxima[this.length++] = maximum;
  }

  mergeNeighbours(): void {
    this.length /= 2;
    for (let block = 0; block < this.length; block++) {
      this.minima[block] = Math.min(this.minima[2 * block], this.minima[2 * block + 1]);
      this.maxima[block] = Math.max(this.maxima[2 * block], this.maxima[2 * block + 1]);
    }
  }
}

function grown(samples: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(2 * samples.length);
  larger.set(samples);
  return larger;
}

/** Gathers the smallest and greatest sample of each block of a stream in bounded memory. */
export class PeakAccumulator {
  private readonly channels: ChannelPeaks[];
  private blockFrames = FIRST_BLOCK_FRAMES;
  private readonly minimum: Float32Array;
  private readonly maximum: Float32Array;
  /** Frames in the block that is not full yet. */
  private pending = 0;
  private frames = 0;

  constructor(
    channels: number,
    private readonly sampleRateHz: number,
  ) {
    this.channels = Array.from({ length: channels }, () => new ChannelPeaks());
    this.minimum = new Float32Array(channels).fill(Infinity);
    this.maximum = new Float32Array(channels).fill(-Infinity);
  }

  /** @param block one array a channel, all of one length */
  push(block: readonly Float32Array[]): void {
    const length = block[0].length;
    for (let start = 0; start < length;) {
      const end = Math.min(length, start + this.blockFrames - this.pending);
      block.forEach((samples, channel) => this.widen(samples, channel, start, end));
      this.pending += end - start;
      start = end;
      if (this.pending === this.blockFrames) this.closeBlock();
    }
    this.frames += length;
  }

  finish(): Peaks {
    if (this.pending > 0) this.closeBlock();
    return {
      sampleRateHz: this.sampleRateHz,
      frames: this.frames,
      blockFrames: this.blockFrames,
      channels: this.channels.map(({ minima, maxima, length }) => ({
        min: minima.slice(0, length),
        max: maxima.slice(0, length),
      })),
    };
  }

  private widen(samples: Float32Array, channel: number, start: number, end: number): void {
    let minimum = this.minimum[channel];
    let maximum = this.maximum[channel];
    for (let index = start; index < end; index++) {
      const sample = samples[index];
      if (sample < minimum) minimum = sample;
      if (sample > maximum) maximum = sample;
    }
    this.minimum[channel] = minimum;
    this.maximum[channel] = maximum;
  }

  private closeBlock(): void {
    this.channels.forEach((peaks, channel) => peaks.append(this.minimum[channel], this.maximum[channel]));
    this.minimum.fill(Infinity);
    this.maximum.fill(-Infinity);
    this.pending = 0;
    if (this.channels[0].length < MOST_BLOCKS) return;
    for (const peaks of this.channels) peaks.mergeNeighbours();
    this.blockFrames *= 2;
  }
}
