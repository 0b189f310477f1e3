/** A word that needs a place in time. */
export interface UnplacedWord {
  readonly text: string;
  /** Seconds; neighbours may overlap, be in the wrong order or take no time at all. */
  readonly start: number;
  readonly end: number;
}

export interface WordBounds {
  /** Seconds; no word begins earlier. A whole number of milliseconds. */
  readonly from: number;
  /** Seconds; no word ends later. */
  readonly to: number;
}

interface Span {
  readonly weight: number;
  start: number;
  end: number;
}

/** No word is spoken faster, milliseconds. */
const LEAST = 20;
/** What a word takes at most of a pause beside it, milliseconds a character: slow speech. */
const PER_CHARACTER = 80;

/**
 * Gives every word a time of its own: in order, within the bounds, without overlap, to the millisecond. Where attention is not sure, neighbours begin at the
 * same place, and one of them has all of the time. Words of less than 20 ms share what they and the neighbours that they touch have, by their
 * characters and 20 ms at least; without such neighbours they take of the pause. Only where the bounds have no room are they shorter.
 * @returns start and end of each word, seconds, `start < end`; undefined when there is no room between the bounds
 */
export function partWords(words: readonly UnplacedWord[], bounds: WordBounds): [number, number][] | undefined {
  const [from, to] = [milliseconds(bounds.from), milliseconds(bounds.to)];
  if (from >= to) return undefined;
  const spans = inOrder(words, from, to);
  for (let index = 0; index < spans.length;) {
    if (spans[index].end - spans[index].start >= LEAST) index++;
    else index = widen(spans, index, from, to);
  }
  return spans.map(({ start, end }) => [start / 1000, end / 1000]);
}

/** Downwards, so that no time lies after the end of the recording. */
const milliseconds = (seconds: number): number => Math.floor(seconds * 1000 + 1e-6);

function inOrder(words: readonly UnplacedWord[], from: number, to: number): Span[] {
  let spokenUntil = from;
  return words.map(({ text, start, end }) => {
    const begin = Math.min(to, Math.max(spokenUntil, milliseconds(start)));
    spokenUntil = Math.min(to, Math.max(begin, milliseconds(end)));
    return { weight: Math.max(1, text.trim().length), start: begin, end: spokenUntil };
  });
}

/** Finds room for one word and those that get into its stretch. @returns the index behind the last of them */
function widen(spans: Span[], index: number, from: number, to: number): number {
  let [first, last] = [index, index];
  let { start, end } = spans[index];
  while (end - start < LEAST * (last - first + 1)) {
    const next = spans[last + 1] as Span | undefined;
    const before = spans[first - 1] as Span | undefined;
    const [floor, ceiling] = [before?.end ?? from, next?.start ?? to];
    if (next !== undefined && ceiling <= end) {
      last++;
      end = next.end;
    } else if (before !== undefined && floor >= start) {
      first--;
      start = before.start;
    } else {
      const wanted = PER_CHARACTER * weightOf(spans.slice(first, last + 1)) - (end - start);
      if (ceiling > end) end = Math.min(ceiling, end + wanted);
      else if (floor < start) start = Math.max(floor, start - wanted);
      else break;
    }
  }
  share(spans.slice(first, last + 1), start, end);
  return last + 1;
}

/** Splits a stretch among words: all of them get the least, or as much of it as there is, and a part of the rest by their characters. */
function share(spans: readonly Span[], start: number, end: number): void {
  const least = Math.min(LEAST, Math.floor((end - start) / spans.length));
  const rest = end - start - least * spans.length;
  const total = weightOf(spans);
  // More words than milliseconds: parts of them.
  const round = least > 0 ? Math.floor : (value: number): number => value;
  let before = 0;
  spans.forEach((span, index) => {
    span.start = start + index * least + round((rest * before) / total);
    before += span.weight;
    span.end = start + (index + 1) * least + round((rest * before) / total);
  });
}

const weightOf = (spans: readonly Span[]): number => spans.reduce((sum, { weight }) => sum + weight, 0);
