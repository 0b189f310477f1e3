import { type LabelledStretch } from './examples/labelled-clips.js';

export interface Division {
  readonly training: readonly LabelledStretch[];
  readonly heldBack: readonly LabelledStretch[];
}

const HELD_BACK_SHARE = 0.25;
/** With fewer labels on either side a score says nothing. */
const FEWEST_LABELS = 4;
/** Labels of an area from which on a part is held back. */
const FEWEST_TO_DIVIDE = 4;

/**
 * Cuts the last quarter of the labels off each area, in the pause before them, for validation; of an area with fewer than four labels nothing. Nothing is
 * held back when labels are too few.
 */
export function holdBack(stretches: readonly LabelledStretch[]): Division {
  const parts = stretches.map(divide);
  const training = parts.map(([first]) => first);
  const heldBack = parts.flatMap(([, second]) => (second ? [second] : []));
  const count = (some: readonly LabelledStretch[]) => some.reduce((sum, { labels }) => sum + labels.length, 0);
  if (count(training) < FEWEST_LABELS || count(heldBack) < FEWEST_LABELS) return { training: stretches, heldBack: [] };
  return { training, heldBack };
}

function divide(stretch: LabelledStretch): [LabelledStretch, LabelledStretch?] {
  const { area, samples, settings } = stretch;
  const labels = [...stretch.labels].sort((left, right) => left.onset - right.onset);
  const cut = pauseBefore(labels, Math.round((1 - HELD_BACK_SHARE) * labels.length));
  if (cut === undefined) return [stretch];
  const end = Math.round(cut * settings.sampleRateHz);
  return [
    {
      ...stretch,
      samples: samples.subarray(0, end),
      area: { ...area, offset: cut },
      labels: labels.filter(({ offset }) => offset <= cut),
    },
    { ...stretch, area: { ...area, onset: cut }, labels: labels.filter(({ onset }) => onset >= cut) },
  ];
}

/** The middle of the last pause at or before this label; labels that overlap have none between them. */
function pauseBefore(labels: LabelledStretch['labels'], index: number): number | undefined {
  if (labels.length < FEWEST_TO_DIVIDE) return undefined;
  // Ends of all labels before each one: a hundred thousand that overlap must not be looked through a hundred thousand times.
  const ends: number[] = [-Infinity];
  for (const { offset } of labels) ends.push(Math.max(ends[ends.length - 1], offset));
  for (let each = index; each > 0; each--) {
    if (ends[each] <= labels[each].onset) return (ends[each] + labels[each].onset) / 2;
  }
  return undefined;
}
