import type { Label, LabelField } from '../label.js';
import { LabelCollector } from './label-collector.js';
import { placeAt } from './label-file-error.js';
import { byOnset, type LabelFormat, type ParsedLabels, type WriteOptions } from './label-format.js';
import { fromLabelText, toLabelText } from './label-text.js';
import { type Tier, toTiers, UNNAMED_TIER } from './textgrid-tiers.js';
import { TextGridTokens } from './textgrid-tokens.js';

/** What stands in a tier: its name tells the individual unless the text says more. */
function namesOf(text: string, tier: string): Pick<Label, 'species' | 'individual' | 'cluster' | 'text'> {
  const names = fromLabelText(text);
  const isPlain = names.cluster === text || names.text === text;
  return isPlain && tier !== UNNAMED_TIER ? { ...names, individual: tier } : names;
}

function textOf(label: Label): string {
  if (label.individual !== UNNAMED_TIER) {
    const plain = toLabelText({ ...label, individual: '' });
    if (plain === label.cluster && plain.trim() !== '') return plain;
  }
  const text = toLabelText(label);
  // An interval without text is a gap.
  return text.trim() === '' ? `||${text}|` : text;
}

function parse(text: string): ParsedLabels {
  const tokens = new TextGridTokens(text);
  const type = tokens.string('the file type');
  if (!type.value.startsWith('ooTextFile')) throw tokens.fault(type.offset, 'this is not a text file of Praat.');
  const object = tokens.string('the object class');
  if (object.value !== 'TextGrid') throw tokens.fault(object.offset, 'the object must be a TextGrid.');
  tokens.number('the start');
  tokens.number('the end');
  const collector = new LabelCollector({ onsetSeconds: 'xmin', offsetSeconds: 'xmax' });
  const tiers = tokens.flag('<exists>').value === '<exists>' ? tokens.number('the number of tiers').value : 0;
  for (let tier = 0; tier < tiers; tier++) readTier(tokens, text, collector);
  return { labels: [...collector.labels].sort(byOnset), remarks: [] };
}

function readTier(tokens: TextGridTokens, text: string, collector: LabelCollector): void {
  const { value: type, offset } = tokens.string('the class of a tier');
  if (type !== 'IntervalTier' && type !== 'TextTier') {
    throw tokens.fault(offset, 'a tier must be an IntervalTier or a TextTier.');
  }
  const name = tokens.string('the name of a tier').value;
  tokens.number('the start of a tier');
  tokens.number('the end of a tier');
  const count = tokens.number('the number of intervals or points').value;
  for (let index = 0; index < count; index++) {
    const start = tokens.number('a time');
    const end = type === 'TextTier' ? start : tokens.number('the end of an interval');
    const content = tokens.string('the text of an interval or point');
    if (content.value.trim() === '') continue;
    const values = {
      onsetSeconds: start.value,
      offsetSeconds: end.value,
      ...namesOf(content.value, name),
    };
    const offsetOf = (field: LabelField): number => {
      if (field === 'onsetSeconds') return start.offset;
      return field === 'offsetSeconds' ? end.offset : content.offset;
    };
    collector.add(values, (field) => placeAt(text, offsetOf(field)));
  }
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

interface Interval {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A tier has no holes: what is not labelled is an interval without text. */
function withGaps(labels: readonly Label[], end: number): Interval[] {
  const intervals: Interval[] = [];
  let last = 0;
  for (const label of labels) {
    if (label.onsetSeconds > last) intervals.push({ start: last, end: label.onsetSeconds, text: '' });
    last = label.offsetSeconds;
    intervals.push({ start: label.onsetSeconds, end: last, text: textOf(label) });
  }
  if (last < end || intervals.length === 0) intervals.push({ start: last, end, text: '' });
  return intervals;
}

/** One line of the file: the words are in the long format only. */
type Line = readonly [indent: number, words: string, value: string];

function* linesOfTier(tier: Tier, index: number, end: number): Generator<Line> {
  yield [4, `item [${index + 1}]:`, ''];
  yield [8, 'class =', quote(tier.isPoints ? 'TextTier' : 'IntervalTier')];
  yield [8, 'name =', quote(tier.name)];
  yield [8, 'xmin =', '0'];
  yield [8, 'xmax =', String(end)];
  if (tier.isPoints) {
    yield [8, 'points: size =', String(tier.labels.length)];
    for (const [point, label] of tier.labels.entries()) {
      yield [8, `points [${point + 1}]:`, ''];
      yield [12, 'number =', String(label.onsetSeconds)];
      yield [12, 'mark =', quote(textOf(label))];
    }
    return;
  }
  const intervals = withGaps(tier.labels, end);
  yield [8, 'intervals: size =', String(intervals.length)];
  for (const [interval, { start, end: stop, text }] of intervals.entries()) {
    yield [8, `intervals [${interval + 1}]:`, ''];
    yield [12, 'xmin =', String(start)];
    yield [12, 'xmax =', String(stop)];
    yield [12, 'text =', quote(text)];
  }
}

function* linesOf(labels: readonly Label[], { durationSeconds }: WriteOptions): Generator<Line> {
  const end = labels.reduce((longest, { offsetSeconds }) => Math.max(longest, offsetSeconds), durationSeconds);
  const tiers = toTiers(labels);
  if (tiers.length === 0) tiers.push({ name: UNNAMED_TIER, isPoints: false, labels: [] });
  yield [0, 'xmin =', '0'];
  yield [0, 'xmax =', String(end)];
  yield [0, 'tiers?', '<exists>'];
  yield [0, 'size =', String(tiers.length)];
  yield [0, 'item []:', ''];
  for (const [index, tier] of tiers.entries()) yield* linesOfTier(tier, index, end);
}

const HEADER = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n';
const long = ([indent, words, value]: Line): string => `${' '.repeat(indent)}${words} ${value}\n`;
const short = ([, , value]: Line): string => (value === '' ? '' : `${value}\n`);

function textGridFormat(format: (line: Line) => string): LabelFormat {
  return {
    extension: 'TextGrid',
    contentType: 'text/plain; charset=utf-8',
    parse,
    write: (labels, options) => HEADER + [...linesOf(labels, options)].map(format).join(''),
  };
}

/** Praat's TextGrid, long text format. Frequencies, channel, confidence and model are not kept. */
export const textGrid = textGridFormat(long);
/** The same in the short text format. */
export const textGridShort = textGridFormat(short);
