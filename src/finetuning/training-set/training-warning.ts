import type { SegmentClass } from '../../segmentation/learning/dto/training-set.js';
import type { Treatment } from './treat-recording.js';

/** Something about labels or areas that was mended or that makes the model worse. */
export interface TrainingWarning {
  readonly code: string;
  readonly message: string;
  /** How many labels, areas or classes it is about; null when it is about none in particular. */
  readonly count: number | null;
}

const SHOWN = 10;

interface Sentence {
  readonly code: string;
  readonly one: string;
  readonly many: string;
}

const SENTENCES: Readonly<Record<keyof Treatment, Sentence>> = {
  labelsOutside: {
    code: 'labels-outside-areas',
    one: 'label lies outside of all areas and was left out.',
    many: 'labels lie outside of all areas and were left out.',
  },
  labelsClipped: {
    code: 'labels-clipped',
    one: 'label crosses the border of an area; the part outside was cut off.',
    many: 'labels cross the border of an area; the part outside was cut off.',
  },
  areasCut: {
    code: 'areas-cut',
    one: 'area went on after the end of its recording and was cut there.',
    many: 'areas went on after the end of their recording and were cut there.',
  },
  areasOutside: {
    code: 'areas-past-the-end',
    one: 'area begins after the end of its recording and was left out.',
    many: 'areas begin after the end of their recording and were left out.',
  },
  areasMerged: {
    code: 'areas-merged',
    one: 'area overlaps another; overlapping ones were made one.',
    many: 'areas overlap others; overlapping ones were made one.',
  },
  areasWithoutLabels: {
    code: 'areas-without-labels',
    one: 'area has no labels; it teaches what is no vocalisation.',
    many: 'areas have no labels; they teach what is no vocalisation.',
  },
  labelsOverlapping: {
    code: 'labels-overlapping',
    one: 'label begins before an earlier one has ended. It was kept; where several sound at once, the model learns one of their classes only.',
    many: 'labels begin before an earlier one has ended. They were kept; where several sound at once, the model learns one of their classes only.',
  },
  labelsRepeated: {
    code: 'labels-repeated',
    one: 'label is given more than once; it counts once.',
    many: 'labels are given more than once; each counts once.',
  },
};

const shown = ({ species, individual, cluster }: SegmentClass): string => `${species} / ${individual} / ${cluster}`;

export function warningsOf(treatment: Treatment, rare: readonly SegmentClass[]): TrainingWarning[] {
  const warnings = Object.entries(SENTENCES).flatMap(([field, { code, one, many }]) => {
    const count = treatment[field as keyof Treatment];
    return count === 0 ? [] : [{ code, message: `${count} ${count === 1 ? one : many}`, count }];
  });
  if (rare.length === 0) return warnings;
  const names = rare.slice(0, SHOWN).map(shown).join('; ');
  const what =
    rare.length === 1
      ? 'class has one example, too few to learn it'
      : 'classes have one example, too few to learn them';
  const message = `${rare.length} ${what}: ${names}${rare.length > SHOWN ? '; …' : ''}.`;
  return [...warnings, { code: 'classes-with-one-example', message, count: rare.length }];
}
