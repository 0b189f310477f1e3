import type { CompiledGraph } from '../../../training/run/graph-runtime.js';
import { BANDS, DetectorFrontEnd } from './detector-front-end.js';
import { FRAMES_PER_PLACE, MARGIN_FRAMES, WINDOW_FRAMES } from './detector-network.js';

const LENGTH = WINDOW_FRAMES + 2 * MARGIN_FRAMES;

/**
 * How probable it is, every 10 ms of a stream of any length, that somebody speaks: samples → frames → windows that overlap by what the network sees →
 * probabilities. They depend on the signal alone, not on the blocks in which it comes. Memory: two windows of frames.
 */
export class SpeechScorer {
  private readonly frontEnd = new DetectorFrontEnd((frame) => this.frames.push(frame));
  /** From the margin before the next window on; before the signal there is silence. */
  private frames: Float32Array[] = Array.from({ length: MARGIN_FRAMES }, () => new Float32Array(BANDS));

  /** @param graph of `exportDetector` */
  constructor(private readonly graph: CompiledGraph) {}

  /** @param samples at 16 kHz @returns probabilities of the next frames that are certain now */
  async push(samples: Float32Array): Promise<number[]> {
    this.frontEnd.push(samples);
    const scores: number[] = [];
    while (this.frames.length >= LENGTH) scores.push(...(await this.score(WINDOW_FRAMES)));
    return scores;
  }

  /** The frames that are left. The stream is over then. */
  async flush(): Promise<number[]> {
    this.frontEnd.flush();
    const scores: number[] = [];
    while (this.frames.length > MARGIN_FRAMES) {
      scores.push(...(await this.score(Math.min(WINDOW_FRAMES, this.frames.length - MARGIN_FRAMES))));
    }
    return scores;
  }

  /** @param count frames that are told of */
  private async score(count: number): Promise<number[]> {
    const data = new Float32Array(BANDS * LENGTH);
    const length = Math.min(LENGTH, this.frames.length);
    for (let band = 0; band < BANDS; band++) {
      for (let frame = 0; frame < length; frame++) data[band * LENGTH + frame] = this.frames[frame][band];
    }
    this.frames = this.frames.slice(WINDOW_FRAMES);
    const { speech } = await this.graph.run({ frames: { data, shape: [1, 1, BANDS, LENGTH] } }, { speech: undefined });
    return Array.from({ length: count }, (_, frame) => Number(speech.data[Math.floor(frame / FRAMES_PER_PLACE)]));
  }
}
