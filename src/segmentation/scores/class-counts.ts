import type { DetectionCounts } from './detection-scores.js';
import type { ClassName } from './segment.js';

/** {@link DetectionCounts} of every class, summed over whatever is counted into it. */
export class ClassCounts {
  private readonly counts = new Map<ClassName, { truePositives: number; predicted: number; labelled: number }>();

  add(name: ClassName, what: keyof DetectionCounts, count: number): void {
    let own = this.counts.get(name);
    if (own === undefined) this.counts.set(name, (own = { truePositives: 0, predicted: 0, labelled: 0 }));
    own[what] += count;
  }

  /** Classes that were predicted or labelled. */
  get classes(): ClassName[] {
    return [...this.counts.keys()];
  }

  of(name: ClassName): DetectionCounts {
    return this.counts.get(name) ?? { truePositives: 0, predicted: 0, labelled: 0 };
  }

  total(): DetectionCounts {
    const total = { truePositives: 0, predicted: 0, labelled: 0 };
    for (const { truePositives, predicted, labelled } of this.counts.values()) {
      total.truePositives += truePositives;
      total.predicted += predicted;
      total.labelled += labelled;
    }
    return total;
  }
}
