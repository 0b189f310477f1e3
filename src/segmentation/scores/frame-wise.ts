import type { ClassCounts } from './class-counts.js';
import { paintedRuns } from './painted-runs.js';
import type { SegmentPair } from './segment.js';

/** Longest bin of the frame-wise score, seconds. */
const LONGEST_BIN_SECONDS = 0.001;

/** Bins of the frame-wise score for a model of this time step: min(1 ms, step). */
export const frameBinSeconds = (timeStepSeconds: number): number => Math.min(LONGEST_BIN_SECONDS, timeStepSeconds);

/** Counts bins of time; where segments of one list overlap, the later one in the list holds the bin. A hit is a bin of one class in both. */
export function countFrames({ predictions, labels }: SegmentPair, binSeconds: number, counts: ClassCounts): void {
  const predicted = paintedRuns(predictions, binSeconds);
  const labelled = paintedRuns(labels, binSeconds);
  for (const run of predicted) counts.add(run.class, 'predicted', run.to - run.from);
  for (const run of labelled) counts.add(run.class, 'labelled', run.to - run.from);
  for (let p = 0, l = 0; p < predicted.length && l < labelled.length;) {
    const common = Math.min(predicted[p].to, labelled[l].to) - Math.max(predicted[p].from, labelled[l].from);
    if (common > 0 && predicted[p].class === labelled[l].class) counts.add(labelled[l].class, 'truePositives', common);
    if (predicted[p].to < labelled[l].to) p++;
    else l++;
  }
}
