import type { ClassCounts } from './class-counts.js';
import type { Segment, SegmentPair } from './segment.js';

/**
 * Counts segments as WhisperSeg's evaluation does: for each prediction in the order given, the first label (in the order given) that no
 * earlier prediction took, of equal class, with both |Δonset| and |Δoffset| at most the tolerance, is a hit. The outcome can depend on the
 * order of the predictions where labels lie closer together than the tolerance.
 * @param toleranceSeconds not negative
 */
export function countSegments(pair: SegmentPair, toleranceSeconds: number, counts: ClassCounts): void {
  const { predictions, labels } = pair;
  for (const label of labels) counts.add(label.class, 'labelled', 1);
  const untaken = new LabelsByOnset(labels);
  for (const prediction of predictions) {
    counts.add(prediction.class, 'predicted', 1);
    if (untaken.takeFirst(prediction, toleranceSeconds)) counts.add(prediction.class, 'truePositives', 1);
  }
}

/** Labels in rising order of onset, so that a prediction looks only at those near it. */
class LabelsByOnset {
  private readonly order: number[];
  private readonly taken: Uint8Array;

  constructor(private readonly labels: readonly Segment[]) {
    this.order = labels.map((_, index) => index).sort((a, b) => labels[a].onset - labels[b].onset || a - b);
    this.taken = new Uint8Array(labels.length);
  }

  takeFirst(prediction: Segment, toleranceSeconds: number): boolean {
    // The search is a little wider than the tolerance, because a sum rounds differently from the difference that decides.
    const reach = toleranceSeconds * (1 + 1e-9) + 1e-9;
    let first = Infinity;
    for (let at = this.firstFrom(prediction.onset - reach); at < this.order.length; at++) {
      const index = this.order[at];
      const label = this.labels[index];
      if (label.onset > prediction.onset + reach) break;
      if (index < first && !this.taken[index] && isHit(prediction, label, toleranceSeconds)) first = index;
    }
    if (first === Infinity) return false;
    this.taken[first] = 1;
    return true;
  }

  private firstFrom(onset: number): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.labels[this.order[middle]].onset < onset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isHit = (prediction: Segment, label: Segment, toleranceSeconds: number): boolean =>
  prediction.class === label.class &&
  Math.abs(prediction.onset - label.onset) <= toleranceSeconds &&
  Math.abs(prediction.offset - label.offset) <= toleranceSeconds;
