import { faultOfKeywords } from '../../../transcription/keywords/dto/is-keyword-list.decorator.js';

/**
 * Keywords of a text with commas: trimmed, in lower case, each once, in the order in which they were written. The older system refused none, so
 * those that no transcript can hold, such as punctuation, are left out.
 */
export const splitKeywords = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((keyword) => keyword.trim().toLowerCase())
      .filter((keyword) => faultOfKeywords([keyword]) === undefined),
  ),
];

/** How often each keyword is one of the words, those that never are left out, in the order in which they first occur. */
export function countKeywords(words: readonly string[], keywords: readonly string[]): Map<string, number> {
  const wanted = new Set(keywords);
  const counts = new Map<string, number>();
  for (const word of words) if (wanted.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
