import { join } from 'node:path';
import { type DigitClip, trimSilence } from './clip.js';
import { readMuLaw } from './read-mu-law.js';
import { readSamples } from './read-samples.js';
import { type CarriedDigit, splitCarriers } from './split-carrier.js';
import { DIGITS } from './vocabulary.js';

/** Debian packages in which people say English digits. */
export const PACKAGES_WITH_DIGITS = [
  'asterisk-core-sounds-en-wav',
  'csmash-data',
  'kajongg',
  'saytime',
  'scid-data',
  'tuxpaint-stamps-default',
] as const;

/** A recording of each digit from `first` on. */
interface Counting {
  readonly speaker: string;
  readonly first: number;
  readonly last: number;
  readonly file: (digit: number) => string;
}

const COUNTINGS: readonly Counting[] = [
  { speaker: 'asterisk', first: 0, last: 9, file: (digit) => `asterisk/sounds/en_US_f_Allison/digits/${digit}.wav` },
  { speaker: 'csmash', first: 0, last: 9, file: (digit) => `games/csmash/wav/${DIGITS[digit]}.wav` },
  { speaker: 'saytime', first: 0, last: 9, file: (digit) => `saytime/${digit}.au` },
  { speaker: 'scid', first: 1, last: 8, file: (digit) => `scid/sounds/${digit}.wav` },
  { speaker: 'tuxpaint', first: 0, last: 9, file: (digit) => `tuxpaint/stamps/symbols/math/${digit}.ogg` },
  { speaker: 'tuxpaint-gb', first: 0, last: 9, file: (digit) => `tuxpaint/stamps/symbols/math/${digit}_en_GB.ogg` },
];

/** Players of Mah-Jongg call their tiles: "bamboo three", "stone three", "character three". */
const PLAYERS = ['female1', 'female2', 'male1', 'male2'];
const SUITS = ['b', 's', 'c'];

/**
 * English digits that people say in Debian packages ({@link PACKAGES_WITH_DIGITS}): ten more speakers, with one to three takes of a digit each. Some lack zero or nine.
 * @param folder where packages put what all machines share: `/usr/share`
 * @throws when one of the packages is not installed
 */
export async function readPackagedDigits(folder = '/usr/share'): Promise<DigitClip[]> {
  const clips: DigitClip[] = [];
  for (const { speaker, first, last, file } of COUNTINGS) {
    for (let digit = first; digit <= last; digit++) {
      const path = join(folder, file(digit));
      const samples = trimSilence(await (path.endsWith('.au') ? readMuLaw(path) : readSamples(path)));
      clips.push({ digit, speaker, take: '0', samples });
    }
  }
  for (const player of PLAYERS) clips.push(...(await readPlayer(folder, player)));
  return clips;
}

async function readPlayer(folder: string, player: string): Promise<DigitClip[]> {
  const phrases: CarriedDigit[] = [];
  for (const carrier of SUITS) {
    for (let digit = 1; digit <= 9; digit++) {
      const samples = await readSamples(join(folder, 'kajongg', 'voices', player, `${carrier}${digit}.ogg`));
      phrases.push({ carrier, digit, samples: trimSilence(samples) });
    }
  }
  const beginnings = splitCarriers(phrases);
  return phrases.map(({ carrier, digit, samples }, index) => ({
    digit,
    speaker: `kajongg-${player}`,
    take: carrier,
    samples: trimSilence(samples.subarray(beginnings[index])),
  }));
}
