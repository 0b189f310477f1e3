import type { ZipEntry } from '../../common/zip/zip-directory.js';
import { pairEntries } from './pair-entries.js';

const MB = 1024 * 1024;
const LIMITS = { entryBytes: 100 * MB, totalBytes: 150 * MB };
const entry = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  bytes: 1000,
  compressedBytes: 500,
  isEncrypted: false,
  isSymbolicLink: false,
  ...more,
});
const entries = (...names: string[]) => names.map((name) => entry(name));
const pair = [entry('x.wav'), entry('x.json')];

describe('pairEntries', () => {
  it('puts recordings and labels of one name together, in any folder, whatever the recordings are', () => {
    const found = pairEntries(
      entries(
        'set/',
        'set/b.flac',
        'set/b.CSV',
        'set/c/b.WAV',
        'set/c/b.json',
        'a',
        'a.json',
        '.hidden',
        '.hidden.json',
      ),
      LIMITS,
    );
    expect(found.map(({ stem, audio, labels, format }) => [stem, audio.name, labels.name, format])).toEqual([
      ['set/b', 'set/b.flac', 'set/b.CSV', 'csv'],
      ['set/c/b', 'set/c/b.WAV', 'set/c/b.json', 'json'],
      ['a', 'a', 'a.json', 'json'],
      ['.hidden', '.hidden', '.hidden.json', 'json'],
    ]);
  });

  it('passes over what operating systems leave in archives', () => {
    const litter = entries('__MACOSX/._x.wav', '._x.json', '.DS_Store', 'a/Thumbs.db');
    expect(pairEntries([...litter, ...pair], LIMITS)).toHaveLength(1);
  });

  it.each<[string, readonly ZipEntry[], RegExp]>([
    ['no files', [], /No training files are provided/],
    ['a recording without labels', [...pair, entry('y.wav')], /"y.wav" in the zip: it has no file of labels/],
    ['labels without a recording', [...pair, entry('y.csv')], /"y.csv" in the zip: it has no recording/],
    ['a text without a partner', [...pair, entry('readme.txt')], /"readme.txt" in the zip: it has no file of labels/],
    [
      'two recordings of one name',
      [...pair, entry('x.mp3')],
      /"x.mp3" in the zip: there are two recordings of this name: x.wav/,
    ],
    ['two files of labels of one name', [...pair, entry('x.csv')], /two files of labels/],
    ['one entry twice', [...pair, entry('x.wav')], /two recordings/],
    ['an encrypted entry', [entry('x.wav', { isEncrypted: true }), pair[1]], /"x.wav" in the zip: it is encrypted/],
    [
      'a symbolic link',
      [entry('x.wav', { isSymbolicLink: true }), pair[1]],
      /"x.wav" in the zip: it is a symbolic link/,
    ],
    ['a zip within', [...pair, entry('more.zip')], /"more.zip" in the zip: archives within/],
    [
      'an entry that is too large',
      [entry('x.wav', { bytes: 101 * MB, compressedBytes: 90 * MB }), pair[1]],
      /one file may have/,
    ],
    ['a bomb', [entry('x.wav', { bytes: 90 * MB, compressedBytes: 90_000 }), pair[1]], /200 times as large/],
    [
      'too much in all',
      ['x', 'y'].flatMap((stem) => [
        entry(`${stem}.wav`, { bytes: 90 * MB, compressedBytes: 80 * MB }),
        entry(`${stem}.json`),
      ]),
      /Unpacked, the zip has more than/,
    ],
    [
      'labels that are too large',
      [pair[0], entry('x.json', { bytes: 40 * MB, compressedBytes: 30 * MB })],
      /a file of labels may have/,
    ],
    ['too many entries', Array.from({ length: 3001 }, (_, index) => entry(`${index}/`)), /more than 3000 entries/],
    [
      'too many pairs',
      Array.from({ length: 1001 }, (_, index) => entries(`${index}.wav`, `${index}.json`)).flat(),
      /more than 1000 recordings/,
    ],
  ])('refuses %s', (_what, given, message) => {
    expect(() => pairEntries(given, LIMITS)).toThrow(message);
  });
});
