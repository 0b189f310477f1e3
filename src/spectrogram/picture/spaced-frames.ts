/** Sees frame after frame; `samples[start .. start + length)` are valid during the call only. */
export type SpacedFrameVisitor = (samples: Float32Array, start: number, frame: number) => void;

export interface SpacedFramesOptions {
  /** Samples of a frame. */
  readonly length: number;
  readonly count: number;
  /** First sample of a frame, counted from any origin; rising with the frame, not necessarily by whole hops. */
  readonly startOf: (frame: number) => number;
  /** Position of the first sample that is pushed, from the same origin. */
  readonly origin: number;
}

const CHUNK = 16_384;

/**
 * Cuts frames out of a stream at positions of any spacing, in memory that does not grow. Around the stream there is silence. Frames
 * that lie behind its end are not visited: they hold nothing.
 */
export class SpacedFrames {
  private readonly buffer: Float32Array;
  /** Position of the buffer's first sample, and of the one behind its last. */
  private begin: number;
  private end: number;
  private frame = 0;

  constructor(
    private readonly options: SpacedFramesOptions,
    private readonly visit: SpacedFrameVisitor,
  ) {
    this.buffer = new Float32Array(options.length + CHUNK);
    this.begin = Math.min(options.origin, options.startOf(0));
    this.end = this.begin;
    this.silence(options.origin - this.begin);
  }

  get isComplete(): boolean {
    return this.frame >= this.options.count;
  }

  push(samples: Float32Array): void {
    for (let taken = 0; taken < samples.length && !this.isComplete;) {
      const room = this.buffer.length - (this.end - this.begin);
      const piece = samples.subarray(taken, taken + room);
      this.buffer.set(piece, this.end - this.begin);
      this.end += piece.length;
      taken += piece.length;
      this.visitFrames(this.end);
    }
  }

  /** Visits the frames that reach beyond the last sample. The stream is over then. */
  finish(): void {
    const last = this.end;
    while (!this.isComplete && this.options.startOf(this.frame) < last) {
      const missing = this.options.startOf(this.frame) + this.options.length - this.end;
      this.push(new Float32Array(Math.min(CHUNK, Math.max(1, missing))));
    }
  }

  private silence(samples: number): void {
    const nothing = new Float32Array(Math.min(CHUNK, samples));
    for (let rest = samples; rest > 0; rest -= CHUNK) this.push(nothing.subarray(0, Math.min(CHUNK, rest)));
  }

  private visitFrames(until: number): void {
    const { startOf, length, count } = this.options;
    let start = this.begin;
    for (; this.frame < count; this.frame++) {
      start = startOf(this.frame);
      if (start + length > until) break;
      this.visit(this.buffer, start - this.begin, this.frame);
    }
    const drop = Math.min(Math.max(0, start - this.begin), until - this.begin);
    this.buffer.copyWithin(0, drop, until - this.begin);
    this.begin += drop;
  }
}
