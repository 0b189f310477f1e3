import { AnnotatedAreas } from './annotated-areas.js';
import type { NamedStretch, Stretch } from './stretches.js';

/**
 * Joins what people and a model labelled. Where people annotated, their labels count and what the model predicted there does not; elsewhere it is
 * the other way round.
 * @returns all by onset
 */
export function composeLabels(
  areas: readonly Stretch[],
  human: readonly NamedStretch[],
  predicted: readonly NamedStretch[],
): NamedStretch[] {
  const annotated = new AnnotatedAreas(areas);
  return [
    ...human.filter((label) => annotated.touch(label)),
    ...predicted.filter((label) => !annotated.touch(label)),
  ].sort((one, other) => one.onset - other.onset || one.offset - other.offset);
}
