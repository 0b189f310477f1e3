import { type LabelledStretch } from './examples/labelled-clips.js';

export interface Division {
  readonly training: readonly LabelledStretch[];
  readonly heldBack: readonly LabelledStretch[];
}

interface Span {
  readonly onset: number;
  readonly offset: number;
}

/** Stretches that are heard at the same time of one recording, as its channels are. */
type Together = readonly LabelledStretch[];

const HELD_BACK_SHARE = 0.25;
/** With fewer labels on either side a score says nothing. */
const FEWEST_LABELS = 4;
/** Labels from which on a part is held back. */
const FEWEST_TO_DIVIDE = 4;
/** Seconds of a recording and of a stretch of it differ in the last bits. */
const ROUNDING_SECONDS = 1e-9;

/**
 * Cuts the last quarter of the labels off each area, in the pause before them, for validation; of an area with fewer than four labels nothing. Areas of
 * one recording that overlap, as those of its channels do, are cut at one second: what is held back on one must not be heard on another. Nothing is
 * held back when labels are too few.
 */
export function holdBack(stretches: readonly LabelledStretch[]): Division {
  const parts = togetherOf(stretches).map(divide);
  const training = parts.flatMap((part) => part.training);
  const heldBack = parts.flatMap((part) => part.heldBack);
  const count = (some: readonly LabelledStretch[]) => some.reduce((sum, { labels }) => sum + labels.length, 0);
  if (count(training) < FEWEST_LABELS || count(heldBack) < FEWEST_LABELS) return { training: stretches, heldBack: [] };
  return { training, heldBack };
}

function togetherOf(stretches: readonly LabelledStretch[]): Together[] {
  const groups: LabelledStretch[][] = [];
  const open = new Map<string, { group: LabelledStretch[]; end: number }>();
  for (const stretch of [...stretches].sort((left, right) => spanOf(left).onset - spanOf(right).onset)) {
    const { source } = stretch;
    const { onset, offset } = spanOf(stretch);
    const last = source === undefined ? undefined : open.get(source);
    if (last !== undefined && onset < last.end) {
      last.group.push(stretch);
      last.end = Math.max(last.end, offset);
      continue;
    }
    const group = [stretch];
    groups.push(group);
    if (source !== undefined) open.set(source, { group, end: offset });
  }
  // In the order in which they were given: sources of examples are drawn by it.
  const place = new Map(stretches.map((stretch, index) => [stretch, index]));
  return groups
    .map((group) => group.sort((left, right) => place.get(left)! - place.get(right)!))
    .sort(([left], [right]) => place.get(left)! - place.get(right)!);
}

/** The area in seconds of the source. */
const spanOf = ({ area, startSeconds = 0 }: LabelledStretch): Span => ({
  onset: startSeconds + area.onset,
  offset: startSeconds + area.offset,
});

function divide(together: Together): Division {
  // Times of a single stretch stay as they are, to the bit.
  const zero = together.length === 1 ? (together[0].startSeconds ?? 0) : 0;
  const labels = together.flatMap((stretch) => {
    const shift = (stretch.startSeconds ?? 0) - zero;
    return stretch.labels.map(({ onset, offset }) => ({ onset: onset + shift, offset: offset + shift }));
  });
  labels.sort((left, right) => left.onset - right.onset);
  const cut = pauseBefore(labels, Math.round((1 - HELD_BACK_SHARE) * labels.length));
  if (cut === undefined) return { training: together, heldBack: [] };
  const parts = together.map((stretch) => cutAt(stretch, cut - ((stretch.startSeconds ?? 0) - zero)));
  return {
    training: parts.flatMap(([first]) => (first ? [first] : [])),
    heldBack: parts.flatMap(([, second]) => (second ? [second] : [])),
  };
}

/** @param cut in seconds of the stretch, in a pause of all that it is heard with */
function cutAt(stretch: LabelledStretch, cut: number): [LabelledStretch?, LabelledStretch?] {
  const { area, samples, settings, labels } = stretch;
  if (cut >= area.offset) return [stretch];
  if (cut <= area.onset) return [undefined, stretch];
  return [
    {
      ...stretch,
      samples: samples.subarray(0, Math.round(cut * settings.sampleRateHz)),
      area: { ...area, offset: cut },
      labels: labels.filter(({ offset }) => offset <= cut + ROUNDING_SECONDS),
    },
    {
      ...stretch,
      area: { ...area, onset: cut },
      labels: labels.filter(({ onset }) => onset >= cut - ROUNDING_SECONDS),
    },
  ];
}

/** The middle of the last pause at or before this label; labels that overlap have none between them. */
function pauseBefore(labels: readonly Span[], index: number): number | undefined {
  if (labels.length < FEWEST_TO_DIVIDE) return undefined;
  // Ends of all labels before each one: a hundred thousand that overlap must not be looked through a hundred thousand times.
  const ends: number[] = [-Infinity];
  for (const { offset } of labels) ends.push(Math.max(ends[ends.length - 1], offset));
  for (let each = index; each > 0; each--) {
    if (ends[each] <= labels[each].onset) return (ends[each] + labels[each].onset) / 2;
  }
  return undefined;
}
