import { type SegmentClass, VOCAL } from './network/segmenter-settings.js';

/** Between the parts of a class that travels as one text (vocal-annotation contract, section 5). */
export const CLUSTER_SEPARATOR = '<==SEPARATOR==>';

const isUnknown = (name: string, unknown: string): boolean => name === '' || name === unknown;

/** A class as one text, as programs around WhisperSeg write it: the cluster alone where neither species nor individual is known. */
export function clusterName({ species, individual, cluster }: SegmentClass): string {
  if (isUnknown(species, VOCAL.species) && isUnknown(individual, VOCAL.individual)) return cluster || VOCAL.cluster;
  return [species || VOCAL.species, individual || VOCAL.individual, cluster || VOCAL.cluster].join(CLUSTER_SEPARATOR);
}
