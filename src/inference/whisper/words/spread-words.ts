import type { WordGroup } from './word-group.js';

/**
 * Times where the model shows none: each word takes a share of the segment by the number of its characters.
 * @returns seconds at which the tokens begin, and at which the last one ends
 */
export function spreadWords(
  words: readonly WordGroup[],
  tokenCount: number,
  { start, end }: { readonly start: number; readonly end: number },
): number[] {
  const lengths = words.map(({ text }) => Math.max(1, text.trim().length));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const times = new Array<number>(tokenCount + 1).fill(end);
  let before = 0;
  words.forEach(({ from, to }, index) => {
    const begin = start + ((end - start) * before) / total;
    before += lengths[index];
    times.fill(begin, from, to);
    times[to] = start + ((end - start) * before) / total;
  });
  return times;
}
