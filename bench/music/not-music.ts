import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeClip } from './decode-clip.js';
import { MUSIC_FOLDER } from './labels.js';

/** Of each folder of speech, every n-th file, so that all speakers are heard and the bench stays short. */
const SPEECH_STEP = 12;
const SPEECH = ['asr', 'digits', 'emotion', 'speech_untranscribed', 'timing'];
const DRUM_LOOPS = /^(909beat|break|electro_beat|house_loop|jungle|rave_(hihat|kick|snare))/;
const PERCUSSION_PHRASES = /phrase/;

interface NotMusic {
  readonly group: string;
  readonly samples: Float32Array;
}

/** Recordings that have no key: animals, speech, drums and percussion; those of less than a second are left out. */
export async function* notMusic(shortestSamples: number): AsyncGenerator<NotMusic> {
  for (const [group, files] of await filesByGroup()) {
    for (const file of files) {
      const samples = await decodeClip(file);
      if (samples.length >= shortestSamples) yield { group, samples };
    }
  }
}

async function filesByGroup(): Promise<[string, URL[]][]> {
  const audio = new URL('../', MUSIC_FOLDER);
  const groups: [string, URL[]][] = [
    ['animals', await filesIn(new URL('animals/', audio), '.wav')],
    ['drum loops', (await filesIn(new URL('loops/', MUSIC_FOLDER), '.mp3')).filter(named(DRUM_LOOPS))],
    [
      'drum phrases',
      (await filesIn(new URL('instruments/drums/', MUSIC_FOLDER), '.mp3')).filter(named(PERCUSSION_PHRASES)),
    ],
  ];
  for (const folder of SPEECH) {
    const files = await filesIn(new URL(`speech/${folder}/`, audio), '.flac');
    groups.push([`speech: ${folder}`, files.filter((_, index) => index % SPEECH_STEP === 0)]);
  }
  return groups;
}

const named = (pattern: RegExp) => (file: URL) => pattern.test(basename(file.pathname));

async function filesIn(folder: URL, extension: string): Promise<URL[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => new URL(name, folder));
}
