/** A stretch of a tier. */
export interface TextGridInterval {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A tier of points has their times and texts; one of intervals has no holes: what is between them becomes an interval without text. */
export interface TextGridTier {
  readonly name: string;
  /** In order, none over another; of points, `start` is the time. */
  readonly intervals: readonly TextGridInterval[];
  readonly isPoints?: boolean;
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function withGaps(intervals: readonly TextGridInterval[], end: number): TextGridInterval[] {
  const complete: TextGridInterval[] = [];
  let last = 0;
  for (const interval of intervals) {
    if (interval.start > last) complete.push({ start: last, end: interval.start, text: '' });
    last = interval.end;
    complete.push(interval);
  }
  if (last < end || complete.length === 0) complete.push({ start: last, end, text: '' });
  return complete;
}

/** One line of the file: the words are in the long format only. */
export type TextGridLine = readonly [indent: number, words: string, value: string];

function* linesOfTier(tier: TextGridTier, index: number, end: number): Generator<TextGridLine> {
  yield [4, `item [${index + 1}]:`, ''];
  yield [8, 'class =', quote(tier.isPoints === true ? 'TextTier' : 'IntervalTier')];
  yield [8, 'name =', quote(tier.name)];
  yield [8, 'xmin =', '0'];
  yield [8, 'xmax =', String(end)];
  if (tier.isPoints === true) {
    yield [8, 'points: size =', String(tier.intervals.length)];
    for (const [point, { start, text }] of tier.intervals.entries()) {
      yield [8, `points [${point + 1}]:`, ''];
      yield [12, 'number =', String(start)];
      yield [12, 'mark =', quote(text)];
    }
    return;
  }
  const intervals = withGaps(tier.intervals, end);
  yield [8, 'intervals: size =', String(intervals.length)];
  for (const [interval, { start, end: stop, text }] of intervals.entries()) {
    yield [8, `intervals [${interval + 1}]:`, ''];
    yield [12, 'xmin =', String(start)];
    yield [12, 'xmax =', String(stop)];
    yield [12, 'text =', quote(text)];
  }
}

/** The lines of a TextGrid from 0 to `end` seconds, without its header. */
function* linesOf(tiers: readonly TextGridTier[], end: number): Generator<TextGridLine> {
  yield [0, 'xmin =', '0'];
  yield [0, 'xmax =', String(end)];
  yield [0, 'tiers?', '<exists>'];
  yield [0, 'size =', String(tiers.length)];
  yield [0, 'item []:', ''];
  for (const [index, tier] of tiers.entries()) yield* linesOfTier(tier, index, end);
}

const HEADER = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n';

export const longLine = ([indent, words, value]: TextGridLine): string => `${' '.repeat(indent)}${words} ${value}\n`;
export const shortLine = ([, , value]: TextGridLine): string => (value === '' ? '' : `${value}\n`);

/** Text of a TextGrid file of Praat. @param end of the recording, seconds; nothing lies behind it */
export const textGridText = (
  tiers: readonly TextGridTier[],
  end: number,
  format: (line: TextGridLine) => string = longLine,
): string => HEADER + [...linesOf(tiers, end)].map(format).join('');
