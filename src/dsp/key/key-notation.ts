import type { Scale, Tonic } from './key.js';

/** A key as a listener would name it. */
export interface Key {
  readonly tonic: Tonic;
  readonly scale: Scale;
}

/** The 24 keys around the circle of fifths, each major key beside its relative minor; the first pair is 1 in Open Key notation. */
const FIFTHS: readonly (readonly [major: Tonic, minor: Tonic])[] = [
  ['C', 'A'],
  ['G', 'E'],
  ['D', 'B'],
  ['A', 'F#'],
  ['E', 'C#'],
  ['B', 'G#'],
  ['F#', 'D#'],
  ['C#', 'A#'],
  ['G#', 'F'],
  ['D#', 'C'],
  ['A#', 'G'],
  ['F', 'D'],
];

/** Camelot's 1 lies this many fifths before Open Key's: A minor is 8A and 1m. */
const CAMELOT_OFFSET = 7;

/** Names that essentia and most DJ programs print: sharps for C and F, flats for the other black keys. */
const SHORT_NAMES: Readonly<Record<Tonic, string>> = {
  C: 'C',
  'C#': 'C#',
  D: 'D',
  'D#': 'Eb',
  E: 'E',
  F: 'F',
  'F#': 'F#',
  G: 'G',
  'G#': 'Ab',
  A: 'A',
  'A#': 'Bb',
  B: 'B',
};

/** Names with the fewest accidentals in the key signature; of F♯ and G♭ major, and of D♯ and E♭ minor (6 each), the commoner one. */
const SPELLED_NAMES: Readonly<Record<Scale, Readonly<Partial<Record<Tonic, string>>>>> = {
  major: { 'C#': 'D♭', 'D#': 'E♭', 'F#': 'F♯', 'G#': 'A♭', 'A#': 'B♭' },
  minor: { 'C#': 'C♯', 'D#': 'E♭', 'F#': 'F♯', 'G#': 'G♯', 'A#': 'B♭' },
};

const CAPITALISED: Readonly<Record<Scale, string>> = { major: 'Major', minor: 'Minor' };

/** Place on the circle of fifths, 0..11, counted from C major and A minor. */
const fifths = ({ tonic, scale }: Key): number => FIFTHS.findIndex((pair) => pair[scale === 'major' ? 0 : 1] === tonic);

/** Camelot code: `8B` for C major, `8A` for A minor; neighbours mix well. */
export const camelotCode = (key: Key): string =>
  `${((fifths(key) + CAMELOT_OFFSET) % 12) + 1}${key.scale === 'major' ? 'B' : 'A'}`;

/** Open Key code: `1d` for C major, `1m` for A minor. */
export const openKeyCode = (key: Key): string => `${fifths(key) + 1}${key.scale === 'major' ? 'd' : 'm'}`;

/** `Ab Minor`: the tonic as essentia writes it (C, C#, D, Eb, E, F, F#, G, Ab, A, Bb, B) and the scale with a capital. */
export const shortKeyName = ({ tonic, scale }: Key): string => `${SHORT_NAMES[tonic]} ${CAPITALISED[scale]}`;

/** `B♭ minor`: as in a score, with the simpler key signature of the two that sound the same. */
export const spelledKeyName = ({ tonic, scale }: Key): string => `${SPELLED_NAMES[scale][tonic] ?? tonic} ${scale}`;
