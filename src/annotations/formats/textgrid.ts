import type { Label, LabelField } from '../label.js';
import { LabelCollector } from './label-collector.js';
import { placeAt } from './label-file-error.js';
import { byOnset, type LabelFormat, type ParsedLabels, type ReadOptions, type WriteOptions } from './label-format.js';
import { toLabelText } from './label-text.js';
import { longLine, shortLine, type TextGridInterval, type TextGridLine, textGridText } from './textgrid-lines.js';
import { TierNames } from './textgrid-tier-names.js';
import { toTiers, UNNAMED_TIER } from './textgrid-tiers.js';
import { TextGridTokens } from './textgrid-tokens.js';

const SAVE_AS_TEXT = 'Save it in Praat with "Save as text file…".';

function textOf(label: Label): string {
  if (label.individual !== UNNAMED_TIER) {
    const plain = toLabelText({ ...label, individual: '' });
    if (plain === label.cluster && plain.trim() !== '') return plain;
  }
  const text = toLabelText(label);
  // An interval without text is a gap.
  return text.trim() === '' ? `||${text}|` : text;
}

function parse(text: string, { tiers: meaning = 'individual' }: ReadOptions): ParsedLabels {
  const tokens = new TextGridTokens(text);
  const type = tokens.string('the file type');
  if (/chronological/i.test(type.value))
    throw tokens.fault(type.offset, `this is Praat's chronological format. ${SAVE_AS_TEXT}`);
  if (!type.value.startsWith('ooTextFile')) throw tokens.fault(type.offset, 'this is not a text file of Praat.');
  const object = tokens.string('the object class');
  if (object.value !== 'TextGrid') {
    const message = `the object must be a TextGrid, not ${JSON.stringify(object.value.slice(0, 40))}; select the TextGrid alone in Praat and save it.`;
    throw tokens.fault(object.offset, message);
  }
  tokens.number('the start');
  tokens.number('the end');
  const collector = new LabelCollector({ onsetSeconds: 'xmin', offsetSeconds: 'xmax' });
  const tiers = tokens.flag('<exists>').value === '<exists>' ? tokens.number('the number of tiers').value : 0;
  const names = new TierNames(meaning);
  for (let tier = 0; tier < tiers; tier++) readTier(tokens, text, { collector, names });
  return { labels: [...collector.labels].sort(byOnset), remarks: [], readings: names.readings };
}

interface Reader {
  readonly collector: LabelCollector;
  readonly names: TierNames;
}

function readTier(tokens: TextGridTokens, text: string, { collector, names }: Reader): void {
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
      ...names.namesOf(content.value, name),
    };
    const offsetOf = (field: LabelField): number => {
      if (field === 'onsetSeconds') return start.offset;
      return field === 'offsetSeconds' ? end.offset : content.offset;
    };
    collector.add(values, (field) => placeAt(text, offsetOf(field)));
  }
}

function textWith(
  format: (line: TextGridLine) => string,
  labels: readonly Label[],
  { durationSeconds }: WriteOptions,
): string {
  const end = labels.reduce((longest, { offsetSeconds }) => Math.max(longest, offsetSeconds), durationSeconds);
  const tiers = toTiers(labels);
  if (tiers.length === 0) tiers.push({ name: UNNAMED_TIER, isPoints: false, labels: [] });
  const written = tiers.map(({ name, isPoints, labels: inTier }) => ({
    name,
    isPoints,
    intervals: inTier.map(toInterval),
  }));
  return textGridText(written, end, format);
}

const toInterval = (label: Label): TextGridInterval => ({
  start: label.onsetSeconds,
  end: label.offsetSeconds,
  text: textOf(label),
});

function textGridFormat(format: (line: TextGridLine) => string): LabelFormat {
  return {
    extension: 'TextGrid',
    contentType: 'text/plain; charset=utf-8',
    lost: ['lowFrequencyHz', 'highFrequencyHz', 'channel', 'confidence', 'modelName', 'modelVersion'],
    parse,
    write: (labels, options) => textWith(format, labels, options),
  };
}

/** Praat's TextGrid, long text format. Frequencies, channel, confidence and model are not kept. */
export const textGrid = textGridFormat(longLine);
/** The same in the short text format. */
export const textGridShort = textGridFormat(shortLine);
