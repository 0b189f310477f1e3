import { checkInteger, checkSamples } from '../arguments/check-arguments.js';

export interface FrameStreamOptions {
  /** Samples of a frame: an integer of 1..16777216. */
  readonly frameLength: number;
  /** Samples from one frame's begin to the next one's: an integer of 1..16777216. */
  readonly hopLength: number;
  /** True (default): frame t is centred on sample `t · hopLength`, with zeros around the signal. False: it begins there. */
  readonly centred?: boolean;
}

/** Sees frame after frame; `samples[start .. start + frameLength)` are valid during the call only. */
export type FrameVisitor = (samples: Float32Array, start: number) => void;

const LONGEST = 1 << 24;
const CHUNK = 8_192;

/**
 * Cuts a stream of samples into overlapping frames, in memory that does not grow. A signal of n > 0 samples gives
 * `1 + floor(n / hopLength)` centred frames (of an even length) or `1 + floor((n - frameLength) / hopLength)` others; an empty one gives none.
 */
export class FrameStream {
  private readonly buffer: Float32Array;
  private readonly padding: number;
  private filled: number;
  private skipping = 0;
  private taken = 0;

  /** @throws DspArgumentError for lengths outside their ranges */
  constructor(
    private readonly options: FrameStreamOptions,
    private readonly visit: FrameVisitor,
  ) {
    checkInteger('frameLength', options.frameLength, 1, LONGEST);
    checkInteger('hopLength', options.hopLength, 1, LONGEST);
    this.padding = (options.centred ?? true) ? Math.floor(options.frameLength / 2) : 0;
    this.buffer = new Float32Array(options.frameLength + CHUNK);
    this.filled = this.padding;
  }

  /** Takes the next samples and visits all frames that they complete. */
  push(samples: Float32Array): void {
    checkSamples('samples', samples);
    this.taken += samples.length;
    this.take(samples);
  }

  /** Visits the last centred frames, whose ends lie beyond the signal. The stream is over then. */
  flush(): void {
    if (this.taken > 0) this.take(new Float32Array(this.padding));
  }

  private take(samples: Float32Array): void {
    let start = Math.min(this.skipping, samples.length);
    this.skipping -= start;
    while (start < samples.length) {
      const end = Math.min(samples.length, start + this.buffer.length - this.filled);
      this.buffer.set(samples.subarray(start, end), this.filled);
      this.filled += end - start;
      start = end;
      this.visitFrames();
      const skipped = Math.min(this.skipping, samples.length - start);
      this.skipping -= skipped;
      start += skipped;
    }
  }

  private visitFrames(): void {
    const { frameLength, hopLength } = this.options;
    let begin = 0;
    for (; begin + frameLength <= this.filled; begin += hopLength) this.visit(this.buffer, begin);
    const drop = Math.min(begin, this.filled);
    this.buffer.copyWithin(0, drop, this.filled);
    this.filled -= drop;
    // A hop that is longer than a frame passes over samples which have not come yet.
    this.skipping = begin - drop;
  }
}
