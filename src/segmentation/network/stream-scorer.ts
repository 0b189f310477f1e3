import { type CompiledGraph } from '../../training/index.js';
import { type FrameScores } from './frame-scores.js';
import { PICTURES, SegmenterFrontEnd } from './front-end.js';
import { type SegmenterSettings } from './segmenter-settings.js';
import { WINDOW_FRAMES } from './segmenter-window.js';
import { type FrameWindow, WindowCutter } from './window-cutter.js';

/** Samples that are turned into frames at once: what waits for the network stays small whatever the blocks are. */
const MOST_SAMPLES = 65_536;

/**
 * What the network says of a signal of any length, in bounded memory: samples → frames → windows that overlap by what the network sees → scores.
 * The scores depend on the signal alone, not on the blocks in which it comes.
 */
export class StreamScorer {
  private readonly windows: FrameWindow[] = [];
  private readonly frontEnd: SegmenterFrontEnd;
  private readonly cutter: WindowCutter;
  private samples = 0;

  /** @param graph of `exportSegmenter` with the same settings */
  constructor(
    private readonly settings: SegmenterSettings,
    private readonly graph: CompiledGraph,
  ) {
    this.cutter = new WindowCutter(settings);
    this.frontEnd = new SegmenterFrontEnd(settings, (frame) => {
      const window = this.cutter.push(frame);
      if (window !== undefined) this.windows.push(window);
    });
  }

  /** Samples that were pushed. */
  get heard(): number {
    return this.samples;
  }

  /**
   * @param samples one channel of finite samples at the settings' rate
   * @returns scores of the next frames, at most WINDOW_FRAMES at a time; they must be fetched to the end
   */
  async *push(samples: Float32Array): AsyncGenerator<FrameScores> {
    this.samples += samples.length;
    for (let start = 0; start < samples.length; start += MOST_SAMPLES) {
      this.frontEnd.push(samples.subarray(start, start + MOST_SAMPLES));
      yield* this.score();
    }
  }

  /** Scores of the frames that are left. The signal is over then. */
  async *finish(): AsyncGenerator<FrameScores> {
    if (this.samples === 0) return;
    this.frontEnd.flush();
    this.windows.push(...this.cutter.flush());
    yield* this.score();
  }

  private async *score(): AsyncGenerator<FrameScores> {
    for (let window = this.windows.shift(); window !== undefined; window = this.windows.shift()) {
      yield isFlat(window) ? this.nothing(window) : await this.run(window);
    }
  }

  private async run({ data, shape, frames }: FrameWindow): Promise<FrameScores> {
    const { boundaries, classes } = await this.graph.run(
      { frames: { data, shape } },
      { boundaries: undefined, classes: undefined },
    );
    const row = (values: Float32Array, index: number): Float32Array =>
      values.subarray(index * WINDOW_FRAMES, index * WINDOW_FRAMES + frames);
    const [vocal, onset, offset] = [0, 1, 2].map((index) => row(boundaries.data as Float32Array, index));
    return { frames, vocal, onset, offset, classes: this.classRows(classes.data as Float32Array, frames, row) };
  }

  /** The last window scores fewer frames than the graph gives. */
  private classRows(
    scores: Float32Array,
    frames: number,
    row: (values: Float32Array, index: number) => Float32Array,
  ): Float32Array {
    if (frames === WINDOW_FRAMES) return scores;
    const rows = new Float32Array(this.settings.classes.length * frames);
    this.settings.classes.forEach((_, index) => rows.set(row(scores, index), index * frames));
    return rows;
  }

  private nothing({ frames }: FrameWindow): FrameScores {
    const zeros = new Float32Array(frames);
    const classes = new Float32Array(this.settings.classes.length * frames);
    return { frames, vocal: zeros, onset: zeros, offset: zeros, classes };
  }
}

/**
 * Whether nothing at all stands out from the background in a window: digital silence or a constant. Nobody vocalises there, whatever a
 * network makes of input that it was never shown.
 */
function isFlat({ data }: FrameWindow): boolean {
  // The last picture is relative to the loudest events, so it is not zero in silence.
  const end = (data.length / PICTURES) * (PICTURES - 1);
  for (let index = 0; index < end; index++) if (data[index] !== 0) return false;
  return true;
}
