import type { NamedStretch } from './stretches.js';

const SEPARATOR = '<==SEPARATOR==>';
const UNKNOWN = 'Unknown';

/** What a model's name of a class says: species, individual and cluster between separators, a third one being part of the cluster; else a cluster alone. */
export function splitClusterName(name: string): Pick<NamedStretch, 'species' | 'individual' | 'clustername'> {
  const [species, individual, ...rest] = name.split(SEPARATOR);
  if (rest.length === 0) return { species: UNKNOWN, individual: UNKNOWN, clustername: name };
  return { species, individual, clustername: rest.join(SEPARATOR) };
}
