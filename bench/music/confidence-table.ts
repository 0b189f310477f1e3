const BINS = [0, 0.2, 0.5, 0.8, 0.95, 1] as const;

/** How well confidences tell right from wrong keys, and music from other sound. */
export class ConfidenceTable {
  private readonly music: { readonly confidence: number; readonly right: boolean }[] = [];
  private readonly others = new Map<string, number[]>();

  addMusic(confidence: number, right: boolean): void {
    this.music.push({ confidence, right });
  }

  addOther(group: string, confidence: number): void {
    this.others.set(group, [...(this.others.get(group) ?? []), confidence]);
  }

  print(): void {
    console.log('Confidence of the key, and how often it is right');
    console.table(Object.fromEntries(BINS.slice(1).map((end, index) => this.bin(BINS[index], end))));
    const heard = this.music.map(({ confidence }) => confidence);
    const others = [...this.others.values()].flat();
    const groups = [['labelled music', heard] as const, ...this.others, ['all but music', others] as const];
    console.log('Sound that has a key, and sound that has none');
    console.table(Object.fromEntries(groups.map(([group, confidences]) => [group, summary(confidences)])));
    console.log(
      `Area under the ROC curve of the confidence, music against the rest: ${area(heard, others).toFixed(4)}`,
    );
  }

  private bin(begin: number, end: number): [string, object] {
    const inside = this.music.filter(({ confidence }) => confidence >= begin && (confidence < end || end === 1));
    const row = {
      clips: inside.length,
      'mean confidence': mean(inside.map(({ confidence }) => confidence)),
      right: mean(inside.map(({ right }) => Number(right))),
    };
    return [`${begin} to ${end}`, row];
  }
}

function summary(confidences: readonly number[]): object {
  return {
    clips: confidences.length,
    'no key': mean(confidences.map((confidence) => Number(confidence === 0))),
    'mean confidence': mean(confidences),
    'above 0.5': mean(confidences.map((confidence) => Number(confidence > 0.5))),
  };
}

function mean(values: readonly number[]): string {
  return values.length === 0 ? '–' : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
}

/** Chance that one of the first has the larger value than one of the second, ties counted half. */
function area(first: readonly number[], second: readonly number[]): number {
  const wins = first.flatMap((a) => second.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce((sum: number, value) => sum + value, 0) / wins.length;
}
