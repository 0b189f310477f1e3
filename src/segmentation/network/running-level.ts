/** Frames of a block: what one number stands for. */
export const BLOCK_FRAMES = 32;

export interface RunningLevelOptions {
  /** Numbers that a block is summed up in. */
  readonly levels: number;
  /** Sums up the frames of a block; the last block of a signal may be shorter. */
  readonly sumUp: (frames: readonly Float32Array[], levels: Float32Array) => void;
  /** Blocks before and behind that count. */
  readonly reach: number;
  /** Which of the blocks' numbers is the level, per cent from the smallest. */
  readonly percentile: number;
}

/**
 * Tells of each frame how loud its surroundings are: the percentile of the blocks of frames around it. Blocks begin at the first frame of the signal,
 * so levels depend on the signal alone and not on how it is handed over. Memory: `2 · reach + 1` blocks.
 */
export class RunningLevel {
  private block: Float32Array[] = [];
  private readonly waiting: Float32Array[][] = [];
  private readonly summaries: Float32Array[] = [];
  /** Number of the block that waits longest, and of the first summary that is kept. */
  private next = 0;
  private oldest = 0;

  /** @param visit sees each frame and the levels around it, which are valid during the call only */
  constructor(
    private readonly options: RunningLevelOptions,
    private readonly visit: (frame: Float32Array, levels: Float32Array) => void,
  ) {}

  /** @param frame is kept, not copied */
  push(frame: Float32Array): void {
    this.block.push(frame);
    if (this.block.length === BLOCK_FRAMES) this.finishBlock();
  }

  flush(): void {
    if (this.block.length > 0) this.finishBlock();
    while (this.waiting.length > 0) this.release();
  }

  private finishBlock(): void {
    const summary = new Float32Array(this.options.levels);
    this.options.sumUp(this.block, summary);
    this.summaries.push(summary);
    this.waiting.push(this.block);
    this.block = [];
    if (this.waiting.length > this.options.reach) this.release();
  }

  private release(): void {
    const { levels: count, reach, percentile } = this.options;
    const first = Math.max(0, this.next - reach);
    while (this.oldest < first) {
      this.summaries.shift();
      this.oldest++;
    }
    const around = this.summaries.slice(0, this.next + reach + 1 - this.oldest);
    const rank = Math.round((percentile / 100) * (around.length - 1));
    const levels = Float32Array.from({ length: count }, (_, level) => {
      return Float32Array.from(around, (summary) => summary[level]).sort()[rank];
    });
    for (const frame of this.waiting.shift() ?? []) this.visit(frame, levels);
    this.next++;
  }
}
