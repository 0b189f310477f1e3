import { type LabelledStretch } from './examples/labelled-clips.js';

export interface Division {
  readonly training: readonly LabelledStretch[];
  readonly heldBack: readonly LabelledStretch[];
}

const HELD_BACK_SHARE = 0.25;
/** With fewer labels on either side a score says nothing. */
const FEWEST_LABELS = 5;

/**
 * Cuts the last quarter off each area, in the pause nearest to there, for validation. Nothing is held back when labels are too few.
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
  const { area, labels, samples, settings } = stretch;
  const wanted = area.offset - HELD_BACK_SHARE * (area.offset - area.onset);
  const cuts = labels.flatMap(({ onset, offset }) => [onset, offset]).filter((time) => isPause(labels, time));
  const cut =
    cuts.length === 0
      ? wanted
      : cuts.reduce((best, time) => (Math.abs(time - wanted) < Math.abs(best - wanted) ? time : best));
  const at = isPause(labels, wanted) ? wanted : cut;
  if (at <= area.onset || at >= area.offset) return [stretch];
  const before = labels.filter(({ offset }) => offset <= at);
  const behind = labels.filter(({ onset }) => onset >= at);
  const end = Math.round(at * settings.sampleRateHz);
  return [
    { ...stretch, samples: samples.subarray(0, end), area: { ...area, offset: at }, labels: before },
    { ...stretch, area: { ...area, onset: at }, labels: behind },
  ];
}

function isPause(labels: LabelledStretch['labels'], time: number): boolean {
  return labels.every(({ onset, offset }) => time <= onset || time >= offset);
}
