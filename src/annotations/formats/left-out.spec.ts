import { BLANK_LABEL, type Label } from '../label.js';
import { LABEL_FORMAT_NAMES, LABEL_FORMATS, type LabelFormatName } from './label-formats.js';
import { leftOut, toLeftOutHeader } from './left-out.js';
import { CONTENT_FIELDS } from './label-format.js';

const FULL: Label = {
  onsetSeconds: 1,
  offsetSeconds: 2,
  lowFrequencyHz: 500,
  highFrequencyHz: 8000,
  channel: 1,
  species: 'Taeniopygia guttata',
  individual: 'b1',
  cluster: 'A',
  text: 'said\t"hello"\nagain',
  confidence: 0.5,
  modelName: 'segmenter-base',
  modelVersion: '2',
};
const BLANK: Label = { ...BLANK_LABEL, onsetSeconds: 3, offsetSeconds: 4, cluster: 'B' };
const options = { fileName: 'a.wav', durationSeconds: 5 };

describe.each(LABEL_FORMAT_NAMES)('what %s leaves out', (name: LabelFormatName) => {
  const format = LABEL_FORMATS[name];

  it('is what does not come back from such a file, and nothing else', () => {
    const [full, blank] = format.parse(format.write([FULL, BLANK], options), options).labels;
    const changed = CONTENT_FIELDS.filter((field) => full[field] !== FULL[field]);
    expect(Object.keys(leftOut([FULL, BLANK], format)).sort()).toEqual([...changed].sort());
    expect(leftOut([FULL, FULL, BLANK], format)).toEqual(Object.fromEntries(changed.map((field) => [field, 2])));
    expect(blank).toMatchObject(BLANK);
    expect(leftOut([blank], format)).toEqual({});
  });
});

it('stands in a header', () => {
  expect(toLeftOutHeader(leftOut([FULL, BLANK], LABEL_FORMATS['csv-basic']))).toBe(
    'lowFrequencyHz=1, highFrequencyHz=1, text=1, confidence=1, modelName=1, modelVersion=1',
  );
  expect(toLeftOutHeader(leftOut([FULL], LABEL_FORMATS.raven))).toBe('text=1');
  expect(toLeftOutHeader({})).toBeUndefined();
});
