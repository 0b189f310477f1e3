import type { SegmentationScores } from './score-segments.js';

/** What scores need to be understood: no segment counts as found when classes have different names, however well it was found. */
export function scoreNote({
  segmentWise,
  detection,
}: Pick<SegmentationScores, 'segmentWise' | 'detection'>): string | null {
  const isOfOtherClasses = segmentWise.truePositives === 0 && detection.segmentWise.truePositives > 0;
  return isOfOtherClasses
    ? 'Predictions and labels have no class in common; the scores of any class ("detection") tell how well segments were found.'
    : null;
}
