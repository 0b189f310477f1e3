/** Times of a word, seconds, which may be moved. */
export interface TimedText {
  readonly text: string;
  start: number;
  end: number;
}

/** Words of most languages are shorter; a median above it says more about pauses than about words. */
const LONGEST_MEDIAN_SECONDS = 0.7;
const SENTENCE_END = /[.。!！?？]$/;

export interface DurationLimits {
  /** Of the words of a chunk, seconds. */
  readonly median: number;
  readonly longest: number;
}

export function durationLimits(words: readonly TimedText[]): DurationLimits {
  const durations = words.map(({ start, end }) => end - start).filter((duration) => duration > 0);
  const sorted = durations.toSorted((a, b) => a - b);
  const middle = sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)];
  const median = Math.min(LONGEST_MEDIAN_SECONDS, middle);
  return { median, longest: 2 * median };
}

/** Words at the ends of sentences swallow the pause between these: what is too long of them is cut off. */
export function limitAtSentences(words: readonly TimedText[], { longest }: DurationLimits): void {
  words.forEach((word, index) => {
    if (index === 0 || word.end - word.start <= longest) return;
    if (SENTENCE_END.test(word.text)) word.end = word.start + longest;
    else if (SENTENCE_END.test(words[index - 1].text)) word.start = word.end - longest;
  });
}

/**
 * The first words after a pause swallow it too, and the last one of a segment may end before it: both are put right with the times of the segment.
 * Source: `add_word_timestamps` of the code published with Radford et al., 2022.
 * @param words of one segment @param segment its times, of its timestamps @param spokenUntil end of the last word before
 */
export function limitAtSegment(
  words: readonly TimedText[],
  segment: { readonly start: number; readonly end: number },
  spokenUntil: number,
  { median, longest }: DurationLimits,
): void {
  if (words.length === 0) return;
  const [first, second] = words as readonly [TimedText, TimedText | undefined];
  const isAfterPause = first.end - spokenUntil > 4 * median;
  const isTooLong = first.end - first.start > longest;
  if (isAfterPause && (isTooLong || (second !== undefined && second.end - first.start > 2 * longest))) {
    if (second !== undefined && second.end - second.start > longest) {
      second.start = first.end = second.end - longest;
    }
    first.start = Math.max(0, first.end - longest);
  }
  if (segment.start < first.end && segment.start - 0.5 > first.start) {
    first.start = Math.max(0, Math.min(first.end - median, segment.start));
  }
  const last = words[words.length - 1];
  if (segment.end > last.start && segment.end + 0.5 < last.end) {
    last.end = Math.max(last.start + median, segment.end);
  }
}
