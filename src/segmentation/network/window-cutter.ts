import { PICTURES } from './front-end.js';
import { type SegmenterSettings } from './segmenter-settings.js';
import { WINDOW_FRAMES, windowMargin } from './segmenter-window.js';

/** A window that is ready for the graph. */
export interface FrameWindow {
  /** `[PICTURES, bands, margin + WINDOW_FRAMES + margin]`. */
  readonly data: Float32Array;
  readonly shape: readonly number[];
  /** Number of the first frame that it scores. */
  readonly first: number;
  /** Frames that it scores: WINDOW_FRAMES, fewer at the end of the signal. */
  readonly frames: number;
}

/** Cuts a stream of frames into windows that overlap by their margins. Memory: one window of frames. */
export class WindowCutter {
  private readonly margin: number;
  private readonly length: number;
  private readonly bands: number;
  /** Frames from number `first - margin` on. */
  private kept: Float32Array[] = [];
  private first = 0;
  private taken = 0;

  constructor(settings: SegmenterSettings) {
    this.margin = windowMargin(settings);
    this.length = WINDOW_FRAMES + 2 * this.margin;
    this.bands = settings.network.bands;
    this.kept = Array.from({ length: this.margin }, () => new Float32Array(PICTURES * this.bands));
  }

  /** @returns the window that the frame completes */
  push(frame: Float32Array): FrameWindow | undefined {
    this.taken++;
    this.kept.push(frame);
    return this.kept.length === this.length ? this.cut() : undefined;
  }

  /** The windows of what is left, with zeros behind the end: none, one, or two when the margin alone reaches into another. */
  flush(): FrameWindow[] {
    const rest: FrameWindow[] = [];
    while (this.first < this.taken) rest.push(this.cut());
    return rest;
  }

  private cut(): FrameWindow {
    const { length, bands } = this;
    const data = new Float32Array(PICTURES * bands * length);
    for (const [position, frame] of this.kept.entries()) {
      for (let row = 0; row < PICTURES * bands; row++) data[row * length + position] = frame[row];
    }
    const frames = Math.min(WINDOW_FRAMES, this.taken - this.first);
    const window = { data, shape: [1, PICTURES, bands, length], first: this.first, frames };
    this.kept = this.kept.slice(WINDOW_FRAMES);
    this.first += WINDOW_FRAMES;
    return window;
  }
}
