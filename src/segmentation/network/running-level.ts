import { SortedWindow } from './sorted-window.js';

/** Frames of a block: what one number stands for. */
const BLOCK_FRAMES = 32;

export interface RunningLevelOptions {
  /** Numbers that a block is summed up in. */
  readonly levels: number;
  /** Sums up the frames of a block; the last block of a signal may be shorter. */
  readonly sumUp: (frames: readonly Float32Array[], levels: Float32Array) => void;
  /** Blocks before and behind that count. */
  readonly reach: number;
  /** Which of the blocks' numbers is the level: 0 the smallest, 1 the largest. */
  readonly quantile: number;
}

/**
 * Tells of each frame how loud its surroundings are: a quantile of the blocks of frames around it. Blocks begin at the first frame of the signal,
 * so levels depend on the signal alone and not on how it is handed over. Memory: `2 · reach + 1` blocks.
 */
export class RunningLevel {
  private block: Float32Array[] = [];
  private readonly waiting: Float32Array[][] = [];
  private readonly summaries: Float32Array[] = [];
  private readonly windows: SortedWindow[];
  private finished = 0;
  private released = 0;

  /** @param visit sees each frame and the levels around it, which are valid during the call only */
  constructor(
    private readonly options: RunningLevelOptions,
    private readonly visit: (frame: Float32Array, levels: Float32Array) => void,
  ) {
    this.windows = Array.from({ length: options.levels }, () => new SortedWindow(2 * options.reach + 2));
  }

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
    this.windows.forEach((window, level) => window.add(summary[level]));
    this.waiting.push(this.block);
    this.block = [];
    this.finished++;
    if (this.waiting.length > this.options.reach) this.release();
  }

  private release(): void {
    while (this.finished - this.summaries.length < this.released - this.options.reach) {
      const oldest = this.summaries.shift();
      if (oldest) this.windows.forEach((window, level) => window.remove(oldest[level]));
    }
    const levels = Float32Array.from(this.windows, (window) => window.at(this.options.quantile));
    for (const frame of this.waiting.shift() ?? []) this.visit(frame, levels);
    this.released++;
  }
}
