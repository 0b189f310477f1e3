import type { ResolvedModel } from '../../models/models.service.js';
import type {
  SegmentationClassCount,
  SegmentationModel,
  SegmentationResult,
  SegmentationSettings,
} from '../dto/segmentation-result.dto.js';
import type { SegmenterSettings } from '../network/segmenter-settings.js';
import type { HearTaskOutput } from './hear.task.js';
import { type HeardEvents, toResultEvents } from './heard-events.js';

/** Results are written and read in one piece: ten times as many events would keep the embedded database, and with it the server, busy for seconds. */
export const MOST_RESULT_EVENTS = 10_000;

export const toModel = ({ name, version, requestedName }: ResolvedModel): SegmentationModel => ({
  name,
  version,
  requestedName,
});

export const toSettings = (settings: SegmenterSettings, channel?: number): SegmentationSettings => ({
  sampleRateHz: settings.sampleRateHz,
  timeStepSeconds: settings.timeStepSeconds,
  minFrequencyHz: settings.minFrequencyHz,
  maxFrequencyHz: settings.maxFrequencyHz,
  minSegmentSeconds: settings.minSegmentSeconds,
  threshold: settings.decoding.threshold,
  channel: channel ?? null,
});

export function toResult(
  model: ResolvedModel,
  { settings, durationSeconds, events, eventCount }: HearTaskOutput,
  channel: number | undefined,
): Omit<SegmentationResult, 'annotation' | 'note'> {
  return {
    model: toModel(model),
    settings: toSettings(settings, channel),
    durationSeconds,
    eventCount,
    vocalSeconds: Math.round(vocalSeconds(events) * 1000) / 1000,
    classes: countsOf(events, settings),
    events: toResultEvents(events, settings.classes, MOST_RESULT_EVENTS),
    isTruncated: eventCount > MOST_RESULT_EVENTS,
  };
}

const vocalSeconds = ({ onset, offset }: HeardEvents): number =>
  offset.reduce((sum, end, index) => sum + end - onset[index], 0);

function countsOf(events: HeardEvents, { classes }: SegmenterSettings): SegmentationClassCount[] {
  const counts = new Uint32Array(classes.length);
  for (const name of events.class) counts[name]++;
  return classes
    .map(({ species, individual, cluster }, index) => ({ species, individual, cluster, count: counts[index] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
