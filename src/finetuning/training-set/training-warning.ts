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

const SENTENCES: Readonly<Record<keyof Treatment, readonly [code: string, message: string]>> = {
  labelsOutside: ['labels-outside-areas', 'labels lie outside of all areas and were left out.'],
  labelsClipped: ['labels-clipped', 'labels cross the border of an area; the part outside was cut off.'],
  areasCut: ['areas-cut', 'areas went on after the end of their recording and were cut there.'],
  areasOutside: ['areas-past-the-end', 'areas begin after the end of their recording and were left out.'],
  areasMerged: ['areas-merged', 'areas overlap others; overlapping ones were made one.'],
  areasWithoutLabels: ['areas-without-labels', 'areas have no labels; they teach what is no vocalisation.'],
  labelsOverlapping: [
    'labels-overlapping',
    'labels begin before an earlier one has ended. They were kept; where several sound at once, the model learns one of their classes only.',
  ],
};

const shown = ({ species, individual, cluster }: SegmentClass): string => `${species} / ${individual} / ${cluster}`;

export function warningsOf(treatment: Treatment, rare: readonly SegmentClass[]): TrainingWarning[] {
  const warnings = Object.entries(SENTENCES).flatMap(([field, [code, sentence]]) => {
    const count = treatment[field as keyof Treatment];
    return count === 0 ? [] : [{ code, message: `${count} ${sentence}`, count }];
  });
  if (rare.length === 0) return warnings;
  const names = rare.slice(0, SHOWN).map(shown).join('; ');
  const message = `${rare.length} classes have one example, too few to learn them: ${names}${rare.length > SHOWN ? '; …' : ''}.`;
  return [...warnings, { code: 'classes-with-one-example', message, count: rare.length }];
}
