import { BLANK_LABEL, type Label } from '../label.js';
import { LABEL_FORMAT_NAMES, LABEL_FORMATS, type LabelFormatName } from './label-formats.js';

const label = (fields: Partial<Label>): Label => ({ ...BLANK_LABEL, onsetSeconds: 1, offsetSeconds: 2, ...fields });

const LABELS: Label[] = [
  label({ onsetSeconds: 0, offsetSeconds: 0.123457, cluster: 'A' }),
  label({ onsetSeconds: 0.05, offsetSeconds: 0.2, cluster: 'overlapping', individual: 'bird "7"' }),
  label({ onsetSeconds: 0.1, offsetSeconds: 0.2, cluster: 'overlapping again', individual: 'bird "7"' }),
  label({ onsetSeconds: 1.5, offsetSeconds: 1.5, cluster: 'a point' }),
  label({
    onsetSeconds: 2,
    offsetSeconds: 3,
    species: 'Taeniopygia, guttata',
    individual: 'labels',
    cluster: 'x|y\\|',
  }),
  label({ onsetSeconds: 3, offsetSeconds: 4, lowFrequencyHz: 500.5, highFrequencyHz: 8000, channel: 1 }),
  label({ onsetSeconds: 4, offsetSeconds: 5, highFrequencyHz: 0, cluster: 'C:\\new 🐦', text: 'said "hello"' }),
  label({ onsetSeconds: 5, offsetSeconds: 6, confidence: 0.25, modelName: 'segmenter-base', modelVersion: '1.0' }),
  label({ onsetSeconds: 3725.25, offsetSeconds: 3726, individual: 'only an individual' }),
];

const pick = (fields: readonly (keyof Label)[]) => (labels: readonly Label[]) =>
  labels.map((one) => Object.fromEntries(fields.map((field) => [field, one[field]])));
const TIMES = ['onsetSeconds', 'offsetSeconds'] as const;
const NAMES = ['species', 'individual', 'cluster'] as const;
const FREQUENCIES = ['lowFrequencyHz', 'highFrequencyHz'] as const;
const CONTENT = [...TIMES, ...(Object.keys(BLANK_LABEL) as (keyof Label)[])];
const toMillisecond = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** What survives the way out and back. */
const KEPT: Readonly<Record<LabelFormatName, readonly (keyof Label)[]>> = {
  json: CONTENT,
  csv: [...TIMES, ...FREQUENCIES, ...NAMES, 'channel'],
  'csv-basic': [...TIMES, ...NAMES, 'channel'],
  raven: CONTENT,
  audacity: [...TIMES, ...FREQUENCIES, ...NAMES, 'text'],
  textgrid: [...TIMES, ...NAMES, 'text'],
  'textgrid-short': [...TIMES, ...NAMES, 'text'],
  audition: [...TIMES, ...NAMES, 'text'],
};

const options = { fileName: 'dawn, "chorus".wav', durationSeconds: 4000 };
const TIERED = ['textgrid', 'textgrid-short'];

describe.each(LABEL_FORMAT_NAMES)('labels as %s', (name) => {
  const format = LABEL_FORMATS[name];
  const view = pick(KEPT[name]);
  const expected = LABELS.map((one) =>
    name === 'audition' ? { ...one, offsetSeconds: toMillisecond(one.offsetSeconds) } : one,
  );

  it('come back as they were, as far as the format can hold them', () => {
    expect(view(format.parse(format.write(LABELS, options), options).labels)).toEqual(view(expected));
  });

  it('come back from a file with CRLF', () => {
    const text = format.write(LABELS, options).replaceAll(/\r?\n/g, '\r\n');
    expect(view(format.parse(text, options).labels)).toEqual(view(expected));
  });

  it('may be none', () => {
    expect(format.parse(format.write([], options), options).labels).toEqual([]);
  });

  it('are written as before after they came back', () => {
    const text = format.write(LABELS, options);
    const again = format.parse(text, options).labels;
    expect(format.write(again, options)).toBe(text);
  });
});

it('takes tiers of many individuals, and refuses a depth of overlap that no TextGrid can hold', () => {
  const deep = Array.from({ length: 1001 }, () => label({ cluster: 'x' }));
  for (const name of TIERED as LabelFormatName[]) {
    expect(() => LABEL_FORMATS[name].write(deep, options)).toThrow('more than 1000 tiers');
    expect(LABEL_FORMATS[name].parse(LABEL_FORMATS[name].write(deep.slice(1), options), options).labels).toHaveLength(
      1000,
    );
  }
});
