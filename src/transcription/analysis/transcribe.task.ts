import type { ComputeTask } from '../../compute/compute-task.js';
import { threadSessions } from '../../inference/graph-sessions.js';
import type { TranscriptSegment } from '../transcript.js';
import {
  transcribeAudio,
  type TranscribeAudioOptions,
  type TranscribedAudio,
} from '../transcriber/transcribe-audio.js';

export interface TranscribeTaskInput extends TranscribeAudioOptions {
  /** Length of the recording, from which the progress is told. */
  readonly durationSeconds: number;
}

/** What is told while the task runs. */
export interface TranscribeTaskReport {
  readonly segments: readonly TranscriptSegment[];
}

/** Seconds of audio between two reports without new segments. */
const REPORT_SECONDS = 20;

const transcribeTask: ComputeTask<TranscribeTaskInput, TranscribedAudio> = ({ durationSeconds, ...input }, context) => {
  let reportedSeconds = 0;
  const report = (seconds: number, segments: readonly TranscriptSegment[]): void => {
    reportedSeconds = seconds;
    const told: TranscribeTaskReport = { segments };
    context.report(durationSeconds > 0 ? Math.min(1, seconds / durationSeconds) : 0, told);
  };
  return transcribeAudio(input, threadSessions, {
    onSegments: (segments) => report(segments[segments.length - 1].end, segments),
    onHeard: (seconds) => {
      if (seconds - reportedSeconds >= REPORT_SECONDS) report(seconds, []);
    },
  });
};
export default transcribeTask;
