import type { Segment, SegmentPair } from './segment.js';

export interface OverlapMatch {
  readonly prediction: number;
  readonly label: number;
  /** Intersection over union, 0..1. */
  readonly iou: number;
}

export interface OverlapOptions {
  /** Least intersection over union of a match, above 0 and at most 1. */
  readonly minimumIou: number;
  /** Whether only segments of one class match. */
  readonly sameClass: boolean;
}

/** Labels that are kept as possible partners of one prediction; real labels overlap one segment by half at most a few times. */
const MOST_PARTNERS = 32;

export function intersectionOverUnion(a: Segment, b: Segment): number {
  const common = Math.min(a.offset, b.offset) - Math.max(a.onset, b.onset);
  if (!(common > 0)) return 0;
  return common / (a.offset - a.onset + (b.offset - b.onset) - common);
}

/**
 * Pairs predictions with labels one to one, best overlap first (ties: earlier prediction, then earlier label). Where segments of one list
 * do not overlap each other, an overlap above 0.5 has one possible partner only and the pairing is the optimal one; unlike the
 * segment-wise score it does not depend on the order of the segments and does not punish long segments for small shifts.
 */
export function matchByOverlap({ predictions, labels }: SegmentPair, options: OverlapOptions): OverlapMatch[] {
  const candidates = candidatesOf(predictions, labels, options);
  candidates.sort((a, b) => b.iou - a.iou || a.prediction - b.prediction || a.label - b.label);
  const takenPredictions = new Uint8Array(predictions.length);
  const takenLabels = new Uint8Array(labels.length);
  return candidates.filter(({ prediction, label }) => {
    if (takenPredictions[prediction] || takenLabels[label]) return false;
    takenPredictions[prediction] = takenLabels[label] = 1;
    return true;
  });
}

function candidatesOf(
  predictions: readonly Segment[],
  labels: readonly Segment[],
  { minimumIou, sameClass }: OverlapOptions,
): OverlapMatch[] {
  const byOnset = labels.map((label, index) => ({ label, index })).sort((a, b) => a.label.onset - b.label.onset);
  const candidates: OverlapMatch[] = [];
  for (const [prediction, segment] of predictions.entries()) {
    // A label that shares the wanted part of the union begins at most 1/minimumIou lengths before the prediction ends.
    const earliest = segment.offset - (segment.offset - segment.onset) / minimumIou - 1e-9;
    const partners: OverlapMatch[] = [];
    for (let at = firstFrom(byOnset, earliest); at < byOnset.length; at++) {
      const { label, index } = byOnset[at];
      if (label.onset >= segment.offset) break;
      if (sameClass && label.class !== segment.class) continue;
      const iou = intersectionOverUnion(segment, label);
      if (iou >= minimumIou) partners.push({ prediction, label: index, iou });
      if (partners.length >= 2 * MOST_PARTNERS) keepBest(partners);
    }
    keepBest(partners);
    candidates.push(...partners);
  }
  return candidates;
}

function keepBest(partners: OverlapMatch[]): void {
  if (partners.length <= MOST_PARTNERS) return;
  partners.sort((a, b) => b.iou - a.iou || a.label - b.label);
  partners.length = MOST_PARTNERS;
}

function firstFrom(byOnset: readonly { readonly label: Segment }[], onset: number): number {
  let low = 0;
  let high = byOnset.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byOnset[middle].label.onset < onset) low = middle + 1;
    else high = middle;
  }
  return low;
}
