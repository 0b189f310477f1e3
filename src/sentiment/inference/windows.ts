/** A part of a list: from the first place to the one behind the last. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Covers a list with windows of the same length that overlap, so that nothing is left out and none is a short rest.
 * @param count entries of the list, 0 or more @param size of a window @param overlap least that two neighbours share, less than `size`
 */
export function windowsOver(count: number, size: number, overlap = 0): Window[] {
  if (count === 0) return [];
  if (count <= size) return [{ from: 0, to: count }];
  const windows = Math.ceil((count - overlap) / (size - overlap));
  return Array.from({ length: windows }, (_, index) => {
    const from = Math.floor((index * (count - size)) / (windows - 1));
    return { from, to: from + size };
  });
}
