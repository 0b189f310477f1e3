import { type CompiledGraph } from '../../training/index.js';
import { EventDecoder } from '../network/event-decoder.js';
import type { FrameScores } from '../network/frame-scores.js';
import { PICTURES, SegmenterFrontEnd } from '../network/front-end.js';
import type { SegmentEvent, SegmenterSettings } from '../network/segmenter-settings.js';
import { WINDOW_FRAMES } from '../network/segmenter-window.js';
import { type FrameWindow, WindowCutter } from '../network/window-cutter.js';

/** Samples that are turned into frames at once: what waits for the network stays small whatever the blocks are. */
const MOST_SAMPLES = 65_536;

/**
 * Finds the vocalisations of a recording of any length in bounded memory: samples → frames → windows that overlap by what the network
 * sees → scores → events. The events depend on the signal alone, not on the blocks in which it comes.
 */
export class StreamSegmenter {
  private readonly windows: FrameWindow[] = [];
  private readonly frontEnd: SegmenterFrontEnd;
  private readonly decoder: EventDecoder;
  private readonly cutter: WindowCutter;
  private samples = 0;

  /** @param graph of the model's `model.onnx` */
  constructor(
    private readonly settings: SegmenterSettings,
    private readonly graph: CompiledGraph,
  ) {
    this.cutter = new WindowCutter(settings);
    this.decoder = new EventDecoder(settings);
    this.frontEnd = new SegmenterFrontEnd(settings, (frame) => {
      const window = this.cutter.push(frame);
      if (window !== undefined) this.windows.push(window);
    });
  }

  /** Seconds of audio that were pushed. */
  get heardSeconds(): number {
    return this.samples / this.settings.sampleRateHz;
  }

  /**
   * @param samples one channel of finite samples at the settings' rate
   * @returns the events that are certain now, by onset
   */
  async push(samples: Float32Array): Promise<SegmentEvent[]> {
    const events: SegmentEvent[] = [];
    this.samples += samples.length;
    for (let start = 0; start < samples.length; start += MOST_SAMPLES) {
      this.frontEnd.push(samples.subarray(start, start + MOST_SAMPLES));
      events.push(...(await this.score()));
    }
    return events;
  }

  /** The events that are left. The recording is over then. */
  async finish(): Promise<SegmentEvent[]> {
    if (this.samples === 0) return [];
    this.frontEnd.flush();
    this.windows.push(...this.cutter.flush());
    return [...(await this.score()), ...this.decoder.flush(this.heardSeconds)];
  }

  private async score(): Promise<SegmentEvent[]> {
    const events: SegmentEvent[] = [];
    for (let window = this.windows.shift(); window !== undefined; window = this.windows.shift()) {
      events.push(...this.decoder.push(isFlat(window) ? this.nothing(window) : await this.run(window)));
    }
    return events;
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
