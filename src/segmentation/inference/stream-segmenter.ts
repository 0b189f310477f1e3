import { type CompiledGraph } from '../../training/index.js';
import { EventDecoder } from '../network/event-decoder.js';
import type { SegmentEvent, SegmenterSettings } from '../network/segmenter-settings.js';
import { StreamScorer } from '../network/stream-scorer.js';

/**
 * Finds the vocalisations of a recording of any length in bounded memory: samples → scores of frames → events. The events depend on the
 * signal alone, not on the blocks in which it comes.
 */
export class StreamSegmenter {
  private readonly scorer: StreamScorer;
  private readonly decoder: EventDecoder;

  /** @param graph of the model's `model.onnx` */
  constructor(
    private readonly settings: SegmenterSettings,
    graph: CompiledGraph,
  ) {
    this.scorer = new StreamScorer(settings, graph);
    this.decoder = new EventDecoder(settings);
  }

  /** Seconds of audio that were pushed. */
  get heardSeconds(): number {
    return this.scorer.heard / this.settings.sampleRateHz;
  }

  /**
   * @param samples one channel of finite samples at the settings' rate
   * @returns the events that are certain now, by onset
   */
  async push(samples: Float32Array): Promise<SegmentEvent[]> {
    const events: SegmentEvent[] = [];
    for await (const scores of this.scorer.push(samples)) events.push(...this.decoder.push(scores));
    return events;
  }

  /** The events that are left. The recording is over then. */
  async finish(): Promise<SegmentEvent[]> {
    const events: SegmentEvent[] = [];
    for await (const scores of this.scorer.finish()) events.push(...this.decoder.push(scores));
    return [...events, ...this.decoder.flush(this.heardSeconds)];
  }
}
