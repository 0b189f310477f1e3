import { type LearnSegmenterOptions } from './learning-types.js';

/** What a user should know about the labels. */
export function learningWarnings({ audio, classes }: LearnSegmenterOptions, isScored: boolean): string[] {
  const labels = audio.flatMap((each) => each.labels);
  const warnings: string[] = [];
  if (labels.length === 0) warnings.push('The areas hold no label: the model learned only what is not a call.');
  else if (!isScored)
    warnings.push('There were too few labels to hold some back, so the model has no score of its own.');
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label.class, (counts.get(label.class) ?? 0) + 1);
  const single = classes
    .filter((_, index) => classes.length > 1 && counts.get(index) === 1)
    .map(({ cluster }) => cluster);
  if (single.length > 0) {
    const named = single.slice(0, 10).join(', ') + (single.length > 10 ? ' and others' : '');
    warnings.push(`Only one example of ${named}: the model will hardly recognise what it saw once.`);
  }
  const overlapping = audio.reduce((sum, each) => sum + overlaps(each.labels), 0);
  if (overlapping > 0) {
    warnings.push(
      `${overlapping} labels overlap another one: the model finds one call at a time, so calls at once are joined or parted.`,
    );
  }
  return warnings;
}

function overlaps(labels: readonly { onset: number; offset: number }[]): number {
  const sorted = [...labels].sort((left, right) => left.onset - right.onset);
  let [count, latest] = [0, -Infinity];
  for (const { onset, offset } of sorted) {
    if (onset < latest - 1e-3) count++;
    latest = Math.max(latest, offset);
  }
  return count;
}
