import { matchByOverlap } from './overlap-matches.js';
import type { ClassName, SegmentPair } from './segment.js';

/** How many segments of one class were taken for another one. */
export interface ConfusionCell {
  /** Class of the label; null for false alarms, which no label answers to. */
  readonly labelled: ClassName | null;
  /** Class of the prediction; null for labels that were missed. */
  readonly predicted: ClassName | null;
  readonly count: number;
}

/** Which class was taken for which, by overlap whatever the class. Kept sparse: models may have thousands of classes. */
export class ConfusionMatrix {
  private readonly counts = new Map<ClassName | null, Map<ClassName | null, number>>();

  /** @param minimumIou least intersection over union for a prediction to stand for a label */
  count(pair: SegmentPair, minimumIou: number): void {
    const { predictions, labels } = pair;
    const isFalse = predictions.map(() => true);
    const isMissed = labels.map(() => true);
    for (const { prediction, label } of matchByOverlap(pair, { minimumIou, sameClass: false })) {
      isFalse[prediction] = isMissed[label] = false;
      this.add(labels[label].class, predictions[prediction].class);
    }
    for (const [index, { class: name }] of predictions.entries()) if (isFalse[index]) this.add(null, name);
    for (const [index, { class: name }] of labels.entries()) if (isMissed[index]) this.add(name, null);
  }

  /** Cells that are not zero: by class of the label, false alarms last; within it by class of the prediction, missed ones last. */
  cells(): ConfusionCell[] {
    const cells = [...this.counts].flatMap(([labelled, row]) =>
      [...row].map(([predicted, count]) => ({ labelled, predicted, count })),
    );
    return cells.sort((a, b) => compare(a.labelled, b.labelled) || compare(a.predicted, b.predicted));
  }

  private add(labelled: ClassName | null, predicted: ClassName | null): void {
    let row = this.counts.get(labelled);
    if (row === undefined) this.counts.set(labelled, (row = new Map<ClassName | null, number>()));
    row.set(predicted, (row.get(predicted) ?? 0) + 1);
  }
}

function compare(a: ClassName | null, b: ClassName | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
