import type { ComputeTask } from '../../compute/compute-task.js';
import { moving } from '../../compute/moving.js';
import { threadSessions } from '../../inference/graph-sessions.js';
import { segmentAudio, type SegmentAudioOptions, type SegmentedAudio } from '../inference/segment-audio.js';
import type { SegmentEvent } from '../network/segmenter-settings.js';
import { type HeardEvents, toColumns } from './heard-events.js';

export interface HearTaskInput extends SegmentAudioOptions {
  /** Length of the recording, from which the progress is told. */
  readonly durationSeconds: number;
  /** More events are not kept. */
  readonly mostEvents: number;
}

export interface HearTaskOutput extends SegmentedAudio {
  readonly events: HeardEvents;
  /** Also of those that were not kept. */
  readonly eventCount: number;
}

/** What is told while the task runs. */
export interface HearTaskReport {
  readonly events: readonly SegmentEvent[];
}

/** Seconds of audio between two reports. */
const REPORT_SECONDS = 20;

const hearTask: ComputeTask<HearTaskInput, HearTaskOutput> = async (
  { durationSeconds, mostEvents, ...input },
  context,
) => {
  const events: SegmentEvent[] = [];
  let eventCount = 0;
  let fresh: SegmentEvent[] = [];
  let reportedSeconds = 0;
  const report = (seconds: number): void => {
    const told: HearTaskReport = { events: fresh };
    context.report(Math.min(1, seconds / durationSeconds), told);
    fresh = [];
    reportedSeconds = seconds;
  };
  const heard = await segmentAudio(input, threadSessions, {
    onEvents: (more) => {
      eventCount += more.length;
      const kept = more.slice(0, mostEvents - events.length);
      events.push(...kept);
      fresh.push(...kept);
    },
    onHeard: (seconds) => {
      if (seconds - reportedSeconds >= REPORT_SECONDS) report(seconds);
    },
  });
  if (fresh.length > 0) report(durationSeconds);
  return moving({ ...heard, eventCount, events: toColumns(events) });
};
export default hearTask;
