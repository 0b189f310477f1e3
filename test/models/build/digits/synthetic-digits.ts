import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resample, WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { randomSource } from '../../../../src/training/index.js';
import { type DigitClip, trimSilence } from './clip.js';
import { sayWithFestival } from './festival-voices.js';
import { integerBetween, pick } from './random-choices.js';
import { readWave, type Wave } from './read-wave.js';
import { DIGITS } from './vocabulary.js';

const run = promisify(execFile);
const MOST_BYTES = 2 ** 24;

const ENGLISH = [
  'en-us',
  'en-gb',
  'en-gb-scotland',
  'en-gb-x-gbclan',
  'en-gb-x-rp',
  'en-gb-x-gbcwmd',
  'en-029',
  'en-us-nyc',
];

/** Digits as voices of other languages have to be told them to say them in English, with their accent. */
const ACCENTS: Readonly<Record<string, readonly string[]>> = {
  de: ['siroh', 'wann', 'tuh', 'sri', 'foor', 'faif', 'sicks', 'sewwen', 'eyt', 'nain'],
  fr: ['zirô', 'ouanne', 'tou', 'srî', 'fôr', 'faïve', 'sixe', 'sévenne', 'éïte', 'naïne'],
  es: ['síro', 'uan', 'tu', 'zri', 'for', 'faiv', 'siks', 'seven', 'eit', 'nain'],
  it: ['zìro', 'uan', 'tu', 'tri', 'for', 'faiv', 'siks', 'sèven', 'eit', 'nain'],
};
const ESPEAK_VARIANTS = [
  ...[
    'm1',
    'm2',
    'm3',
    'm4',
    'm5',
    'm6',
    'm7',
    'm8',
    'f1',
    'f2',
    'f3',
    'f4',
    'f5',
    'klatt',
    'klatt2',
    'klatt4',
    'Adam',
    'Alex',
  ],
  ...[
    'Alicia',
    'Andrea',
    'Andy',
    'Annie',
    'Antonio',
    'Auntie',
    'Belinda',
    'Benjamin',
    'Boris',
    'Caleb',
    'David',
    'Denis',
    'Ed',
  ],
  ...[
    'Gene',
    'Hugo',
    'Jacky',
    'John',
    'Lee',
    'Linda',
    'Marcelo',
    'Marco',
    'Mario',
    'Max',
    'Michael',
    'Michel',
    'Miguel',
    'Mike',
  ],
  ...[
    'Pablo',
    'Paul',
    'Pedro',
    'Quincy',
    'Rob',
    'Robert',
    'Steph',
    'Steph2',
    'Storm',
    'Tweaky',
    'Zac',
    'anika',
    'grandpa',
  ],
];
const FLITE_VOICES = ['awb', 'kal', 'kal16', 'rms', 'slt'];

/** Tempos at which the voices of Festival speak. */
const FESTIVAL_STRETCHES = [0.75, 0.85, 0.95, 1.05, 1.15, 1.25, 1.35, 1.5];

/**
 * Digits said by the speech synthesisers espeak-ng, flite and Festival, in as many ways as their voices have: to learn from, never to measure on.
 * @param speakers synthetic speakers of espeak-ng and flite to invent; each says every digit once
 * @throws when espeak-ng, flite, Festival or one of its voices is not installed
 */
export async function synthesiseDigits(speakers: number): Promise<DigitClip[]> {
  const clips: DigitClip[] = [];
  const keep = (speaker: string, digit: number, wave: Wave): void => {
    const samples = trimSilence(resample(wave.samples, { fromHz: wave.rateHz, toHz: WHISPER_RATE_HZ }));
    // A voice that lacks a sound says nothing; nothing is to be learned from it.
    if (samples.length >= 0.08 * WHISPER_RATE_HZ) clips.push({ digit, speaker, take: '0', samples });
  };
  for (const stretch of FESTIVAL_STRETCHES) {
    for (const { voice, waves } of await sayWithFestival(stretch)) {
      for (const [digit, wave] of waves.entries()) keep(`${voice}-${stretch}`, digit, wave);
    }
  }
  for (let speaker = 0; speaker < speakers; speaker++) {
    const say = inventVoice(speaker);
    for (const digit of DIGITS.keys()) keep(`synthetic-${speaker}`, digit, await say(digit));
  }
  return clips;
}

type Voice = (digit: number) => Promise<Wave>;

function inventVoice(speaker: number): Voice {
  const random = randomSource('synthetic voice', speaker);
  if (speaker % 3 === 0) {
    const voice = pick(random, FLITE_VOICES);
    const stretch = integerBetween(random, 75, 140) / 100;
    const pitch = integerBetween(random, 70, 220);
    const settings = ['--setf', `duration_stretch=${stretch}`, '--setf', `int_f0_target_mean=${pitch}`];
    return (digit) => flite(['-voice', voice, ...settings, '-t', DIGITS[digit]]);
  }
  const accent = speaker % 3 === 1 ? pick(random, Object.keys(ACCENTS)) : undefined;
  const words: readonly string[] = accent === undefined ? DIGITS : ACCENTS[accent];
  const voice = `${accent ?? pick(random, ENGLISH)}+${pick(random, ESPEAK_VARIANTS)}`;
  const settings = ['-s', String(integerBetween(random, 110, 230)), '-p', String(integerBetween(random, 15, 85))];
  return (digit) => output('espeak-ng', ['-v', voice, ...settings, '--stdout', words[digit]]);
}

/** flite writes to a file only: what Node gives a program as its output cannot be opened by name. */
async function flite(options: readonly string[]): Promise<Wave> {
  const folder = await mkdtemp(join(tmpdir(), 'digits-'));
  try {
    const path = join(folder, 'digit.wav');
    await run('flite', [...options, '-o', path]);
    return readWave(await readFile(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function output(program: string, options: readonly string[]): Promise<Wave> {
  const { stdout } = await run(program, options, { encoding: 'buffer', maxBuffer: MOST_BYTES });
  return readWave(stdout);
}
