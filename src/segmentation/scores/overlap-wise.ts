import type { ClassCounts } from './class-counts.js';
import { matchByOverlap } from './overlap-matches.js';
import type { SegmentPair } from './segment.js';

/** Counts segments that share enough of their union with one of equal class, paired one to one, best overlap first. */
export function countOverlaps(pair: SegmentPair, minimumIou: number, counts: ClassCounts): void {
  for (const prediction of pair.predictions) counts.add(prediction.class, 'predicted', 1);
  for (const label of pair.labels) counts.add(label.class, 'labelled', 1);
  for (const { label } of matchByOverlap(pair, { minimumIou, sameClass: true })) {
    counts.add(pair.labels[label].class, 'truePositives', 1);
  }
}
