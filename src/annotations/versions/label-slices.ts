/** In one statement: the embedded database holds the event loop while it runs one. */
export const SLICE = 500;

/** Ids in their order, a slice at a time. */
export function* slicesOf(ids: Iterable<string>): Generator<string[]> {
  const sorted = [...ids].sort();
  for (let start = 0; start < sorted.length; start += SLICE) yield sorted.slice(start, start + SLICE);
}

/**
 * Whether a label's id is in a slice. The range is what an index is used for, so that all slices together read it once; compared as text
 * because the database would otherwise look through the index by onset for each id.
 */
export const inSlice = (parameter: string): string => {
  const ids = `CAST(${parameter} AS text[])`;
  return `id >= CAST((${ids})[1] AS uuid) AND id <= CAST((${ids})[cardinality(${ids})] AS uuid) AND CAST(id AS text) = ANY(${ids})`;
};
