import { type CompiledGraph, type GraphRuntime } from '../../training/index.js';
import { type FrameScores } from '../network/frame-scores.js';
import { hopLength } from '../network/segmenter-settings.js';
import { exportSegmenter } from '../network/segmenter-window.js';
import { StreamScorer } from '../network/stream-scorer.js';
import { type Following, type Segmenter } from './learning-types.js';

/** Scores signals with weights that are not in a file yet: validation during training. */
export class SignalScorer {
  private constructor(
    private readonly segmenter: Segmenter,
    private readonly graph: CompiledGraph,
  ) {}

  static async open(segmenter: Segmenter, runtime: GraphRuntime): Promise<SignalScorer> {
    return new SignalScorer(segmenter, await runtime.compile(exportSegmenter(segmenter.settings, segmenter.weights)));
  }

  /** Scores of a signal of the settings' rate, a window of frames after the other. Memory does not grow with the signal. */
  async *scores(samples: Float32Array): AsyncGenerator<FrameScores> {
    const scorer = new StreamScorer(this.segmenter.settings, this.graph);
    yield* scorer.push(samples);
    yield* scorer.finish();
  }

  /** Scores of all frames at once: `4 · (3 + classes)` bytes a frame. */
  async score(samples: Float32Array, { signal, onFrames }: Following = {}): Promise<FrameScores> {
    const { settings } = this.segmenter;
    const frames = samples.length > 0 ? 1 + Math.floor(samples.length / hopLength(settings)) : 0;
    const whole = emptyScores(frames, settings.classes.length);
    let first = 0;
    for await (const part of this.scores(samples)) {
      for (const row of ['vocal', 'onset', 'offset'] as const) whole[row].set(part[row], first);
      for (let each = 0; each < settings.classes.length; each++) {
        const ofClass = part.classes.subarray(each * part.frames, (each + 1) * part.frames);
        whole.classes.set(ofClass, each * frames + first);
      }
      first += part.frames;
      signal?.throwIfAborted();
      await onFrames?.(part.frames);
    }
    return whole;
  }

  release(): Promise<void> {
    return this.graph.release();
  }
}

function emptyScores(frames: number, classes: number): FrameScores {
  const [vocal, onset, offset] = [0, 1, 2].map(() => new Float32Array(frames));
  return { frames, vocal, onset, offset, classes: new Float32Array(classes * frames) };
}
