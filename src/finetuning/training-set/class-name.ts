import { type SegmentClass, VOCAL } from '../../segmentation/learning/dto/training-set.js';

/** Between the parts of a class that travels as one text (vocal-annotation contract, section 5). */
const SEPARATOR = '<==SEPARATOR==>';

const given = (text: string | undefined, otherwise: string): string => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? otherwise : trimmed;
};

/** What is not said is called as in labels of unknown animals. */
export const nameOf = (species?: string, individual?: string, cluster?: string): SegmentClass => ({
  species: given(species, VOCAL.species),
  individual: given(individual, VOCAL.individual),
  cluster: given(cluster, VOCAL.cluster),
});

/** `species<==SEPARATOR==>individual<==SEPARATOR==>cluster`, a third separator being part of the cluster; any other text is a cluster. */
export function fromJoinedName(text: string): SegmentClass {
  const [species, individual, ...cluster] = text.split(SEPARATOR);
  if (cluster.length === 0) return nameOf(undefined, undefined, text);
  return nameOf(species, individual, cluster.join(SEPARATOR));
}
