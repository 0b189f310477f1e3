import { InvalidRequestError } from '../../../common/errors/errors.js';
import { type NamedStretch, readAreas, readLabels, type Stretch } from './stretches.js';

const MOST_AREAS = 10_000;
const MOST_LABELS = 200_000;

/** Lists of a body as JSON text; null and nothing: not given. */
export interface PeopleLabelsText {
  readonly annotated_areas?: string | null;
  readonly human_labels?: string | null;
}

export interface PeopleLabels {
  readonly areas: readonly Stretch[];
  readonly labels: readonly NamedStretch[];
}

function listOf(text: string | null | undefined, field: string, most: number): readonly unknown[] {
  const list = JSON.parse(text ?? '[]') as unknown;
  if (!Array.isArray(list)) throw InvalidRequestError.forField(field, 'must be a list');
  if (list.length > most) throw InvalidRequestError.forField(field, `may have at most ${most} entries`);
  return list;
}

/**
 * What people annotated: where, and what there. Takes up to seconds.
 * @throws InvalidRequestError naming the first entry that is wrong, as `human_labels[3].onset`
 */
export function readPeopleLabels({ annotated_areas, human_labels }: PeopleLabelsText): PeopleLabels {
  return {
    areas: readAreas(listOf(annotated_areas, 'annotated_areas', MOST_AREAS), 'annotated_areas'),
    labels: readLabels(listOf(human_labels, 'human_labels', MOST_LABELS), 'human_labels'),
  };
}
