import { type CompiledGraph, type GraphRuntime } from '../../training/index.js';
import { type FrameScores } from '../network/frame-scores.js';
import { SegmenterFrontEnd } from '../network/front-end.js';
import { exportSegmenter, WINDOW_FRAMES } from '../network/segmenter-window.js';
import { type FrameWindow, WindowCutter } from '../network/window-cutter.js';
import { type Segmenter } from './learning-types.js';

/** Scores short signals with weights that are not in a file yet: validation during training. */
export class SignalScorer {
  private constructor(
    private readonly segmenter: Segmenter,
    private readonly graph: CompiledGraph,
  ) {}

  static async open(segmenter: Segmenter, runtime: GraphRuntime): Promise<SignalScorer> {
    return new SignalScorer(segmenter, await runtime.compile(exportSegmenter(segmenter.settings, segmenter.weights)));
  }

  /** Scores of all frames of a signal of the settings' rate. */
  async score(samples: Float32Array): Promise<FrameScores> {
    const { settings } = this.segmenter;
    const cutter = new WindowCutter(settings);
    const windows: FrameWindow[] = [];
    let frames = 0;
    const frontEnd = new SegmenterFrontEnd(settings, (frame) => {
      frames++;
      const window = cutter.push(frame);
      if (window) windows.push(window);
    });
    frontEnd.push(samples);
    frontEnd.flush();
    windows.push(...cutter.flush());
    const scores = emptyScores(frames, settings.classes.length);
    for (const window of windows) await this.scoreWindow(window, scores);
    return scores;
  }

  release(): Promise<void> {
    return this.graph.release();
  }

  private async scoreWindow(window: FrameWindow, scores: FrameScores): Promise<void> {
    const { boundaries, classes } = await this.graph.run(
      { frames: { data: window.data, shape: window.shape } },
      { boundaries: undefined, classes: undefined },
    );
    const copy = (from: Float32Array, row: number, to: Float32Array, toRow: number) => {
      const begin = row * WINDOW_FRAMES;
      to.set(from.subarray(begin, begin + window.frames), toRow * scores.frames + window.first);
    };
    const ofBoundaries = boundaries.data as Float32Array;
    for (const [row, to] of [scores.vocal, scores.onset, scores.offset].entries()) copy(ofBoundaries, row, to, 0);
    const count = this.segmenter.settings.classes.length;
    for (let each = 0; each < count; each++) copy(classes.data as Float32Array, each, scores.classes, each);
  }
}

function emptyScores(frames: number, classes: number): FrameScores {
  const [vocal, onset, offset] = [0, 1, 2].map(() => new Float32Array(frames));
  return { frames, vocal, onset, offset, classes: new Float32Array(classes * frames) };
}
