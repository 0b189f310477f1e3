import { randomSource } from '../../src/training/index.js';
import { WHISPER_RATE_HZ } from '../../src/dsp/index.js';
import {
  type Clip,
  readAnimals,
  readMusic,
  readSpeech,
} from '../../src/transcription/voice/learning/corpus/read-clips.js';
import { syntheticSound } from '../../src/transcription/voice/learning/scenes/synthetic-sounds.js';

/** Recordings by what they are. */
export type Sounds = ReadonlyMap<string, readonly Clip[]>;

/** More of them would say the same. */
const MOST_ACTED = 300;
const MOST_NOTES = 300;
const SYNTHETIC = 60;
const SYNTHETIC_SECONDS = 8;
/** What is cut out of longer recordings. */
const EXCERPT_SECONDS = 12;

/** Speech that the detector never heard: speakers who were held out, and whole corpora. */
export async function heldOutSpeech(folder: string): Promise<Sounds> {
  const clips = await readSpeech(folder, 'test');
  const of = (isWanted: (file: string) => boolean): Clip[] => clips.filter(({ file }) => isWanted(file));
  return new Map([
    ['held-out speakers, read sentences', of((file) => !/^(digits|emotion)\//.test(file))],
    ['held-out speakers, single digits of a telephone', of((file) => file.startsWith('digits/'))],
    [
      'RAVDESS (no clip of it was learned from)',
      spread(
        of((file) => file.includes('ravdess')),
        MOST_ACTED,
      ),
    ],
    [
      'EmoDB (no clip of it was learned from, German)',
      spread(
        of((file) => file.includes('emodb')),
        MOST_ACTED,
      ),
    ],
  ]);
}

/** Music of sources that the detector never heard, animals that it never heard, and noises that are made up. */
export async function heldOutSounds(folder: string): Promise<Sounds> {
  const music = await readMusic(folder, 'test');
  const of = (start: string): Clip[] => music.filter(({ file }) => file.startsWith(start)).flatMap(excerpts);
  const animals = await readAnimals(folder, 'test');
  return new Map([
    ['songs', of('songs/')],
    ['loops', of('loops/')],
    ['folk tunes', of('mixes/')],
    ['piano', of('piano_performance/')],
    ['notes and phrases', spread(of('instruments/'), MOST_NOTES)],
    ['animals', animals.flatMap(excerpts)],
    [
      'noises and machines made up by the code of the training, with other seeds',
      Array.from({ length: SYNTHETIC }, (_, index) => madeUp(index)),
    ],
  ]);
}

/** So many of them, from the first to the last. */
export function spread(clips: readonly Clip[], most: number): Clip[] {
  const step = Math.max(1, clips.length / most);
  return Array.from({ length: Math.min(most, clips.length) }, (_, index) => clips[Math.floor(index * step)]);
}

/** What is judged as one recording. */
export function excerpts({ file, group, samples }: Clip): Clip[] {
  const length = EXCERPT_SECONDS * WHISPER_RATE_HZ;
  const count = Math.max(1, Math.floor(samples.length / length));
  return Array.from({ length: count }, (_, index) => ({
    file: `${file} ${index}`,
    group,
    samples: samples.subarray(index * length, count === 1 ? length : (index + 1) * length),
  }));
}

function madeUp(index: number): Clip {
  const random = randomSource('bench sound', index);
  const sound = syntheticSound(SYNTHETIC_SECONDS * WHISPER_RATE_HZ, random);
  let peak = 1e-9;
  for (const sample of sound) peak = Math.max(peak, Math.abs(sample));
  const gain = 0.5 / peak;
  return { file: `made up ${index}`, group: 'made up', samples: sound.map((sample) => gain * sample) };
}
