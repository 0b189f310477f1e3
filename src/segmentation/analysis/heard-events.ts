import type { SegmentationEvent } from '../dto/segmentation-result.dto.js';
import type { SegmentClass, SegmentEvent } from '../network/segmenter-settings.js';

/** Events as columns: a hundred thousand of them cross from thread to thread without being copied. */
export interface HeardEvents {
  readonly onset: Float64Array;
  readonly offset: Float64Array;
  readonly class: Uint16Array;
  readonly confidence: Float32Array;
}

export function toColumns(events: readonly SegmentEvent[]): HeardEvents {
  return {
    onset: Float64Array.from(events, ({ onset }) => onset),
    offset: Float64Array.from(events, ({ offset }) => offset),
    class: Uint16Array.from(events, (event) => event.class),
    confidence: Float32Array.from(events, ({ confidence }) => confidence),
  };
}

/** The first events as the API has them: times to a tenth of a millisecond. */
export function toResultEvents(
  events: HeardEvents,
  classes: readonly SegmentClass[],
  most = Infinity,
): SegmentationEvent[] {
  return Array.from({ length: Math.min(most, events.onset.length) }, (_, index) => ({
    onsetSeconds: rounded(events.onset[index]),
    offsetSeconds: rounded(events.offset[index]),
    ...classes[events.class[index]],
    confidence: rounded(events.confidence[index]),
  }));
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
