import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decode-text.js';
import type { TierMeaning } from './label-format.js';
import { textGrid } from './textgrid.js';

/** Files that Praat saved. */
const read = (form: string, tiers?: TierMeaning) => {
  const path = join(process.cwd(), 'test/fixtures/labels', `praat-${form}.TextGrid`);
  return textGrid.parse(decodeText(readFileSync(path)), { tiers });
};

describe.each(['long', 'short', 'utf16'])('a TextGrid that Praat saved in its %s form', (form) => {
  it('has intervals and points of all tiers, and says what became of the names of the tiers', () => {
    const { labels, readings } = read(form);
    expect(labels).toMatchObject([
      { onsetSeconds: 0.3, offsetSeconds: 0.7, individual: 'syllable', cluster: '日本', text: '' },
      { onsetSeconds: 0.3, offsetSeconds: 1.1, individual: 'word', cluster: 'say "hi", Ärla' },
      { onsetSeconds: 0.7, offsetSeconds: 1.1, individual: 'syllable', cluster: '50% ! <exists> 12' },
      { onsetSeconds: 0.75, offsetSeconds: 0.75, individual: 'click', cluster: '𝄞' },
      { onsetSeconds: 2.125, offsetSeconds: 2.125, individual: 'click', cluster: '', text: 'two\nlines' },
    ]);
    expect(labels).toHaveLength(5);
    expect(readings).toMatchObject([{ code: 'tiers-read', count: 5 }]);
    expect(readings![0].message).toContain('"word", "syllable", "click"; if tiers mean something else');
  });

  it('has tiers that mean something else when the reader says so', () => {
    expect(read(form, 'species').labels[0]).toMatchObject({ individual: '', species: 'syllable', cluster: '日本' });
    const { labels, readings } = read(form, 'nothing');
    expect(labels[0]).toMatchObject({ individual: '', species: '', cluster: '日本' });
    expect(readings).toEqual([]);
  });
});

it.each([
  ['binary', 'Line 1, column 1: this is a binary file of Praat; save it there with "Save as text file…"'],
  [
    'chronological',
    'Line 1, column 1: this is Praat\'s chronological format. Save it in Praat with "Save as text file…"',
  ],
  [
    'collection',
    'Line 2, column 16: the object must be a TextGrid, not "Collection"; select the TextGrid alone in Praat',
  ],
])('refuses what Praat saved as %s, and says how to mend it', (form, message) => {
  expect(() => read(form)).toThrow(message);
});
