import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readSamples } from './read-samples.js';

/** Sounds in which no digit is said: other speech, and music. */
export interface Backgrounds {
  readonly speech: readonly Float32Array[];
  readonly music: readonly Float32Array[];
}

/** Words that are digits or sound like one in a sentence, English or German. */
const NOT_USED =
  /\b(zero|one|two|to|too|three|four|for|five|six|seven|eight|ate|nine|neun|acht|sieben|sechs|fünf|vier|drei|zwei|eins?|won)\b/i;
const SPEECH_SECONDS = 6;
const MUSIC_SECONDS = 12;
const SPEECH_FILES = 420;
const MUSIC_FOLDERS = ['loops', 'songs', 'piano_performance'];

/**
 * Reads transcribed speech without digits and music.
 * @param part `training` or `test`: they share no speaker and no piece of music
 */
export async function readBackgrounds(folder: string, part: 'training' | 'test'): Promise<Backgrounds> {
  const isWanted = (group: string) => (hash(group) % 5 === 0) === (part === 'test');
  const speechFiles = (await readTranscripts(join(folder, 'speech', 'manifest.csv'))).filter(
    ({ transcript, speaker }) => transcript !== '' && !NOT_USED.test(transcript) && isWanted(speaker),
  );
  const step = Math.max(1, speechFiles.length / SPEECH_FILES);
  const speech: Float32Array[] = [];
  for (let index = 0; index < speechFiles.length; index += step) {
    speech.push(await readSamples(join(folder, 'speech', speechFiles[Math.floor(index)].file), SPEECH_SECONDS));
  }
  const music: Float32Array[] = [];
  for (const group of MUSIC_FOLDERS) {
    const files = (await readdir(join(folder, 'music', group))).filter((file) =>
      ['.mp3', '.ogg'].includes(extname(file)),
    );
    for (const file of files.sort().filter((name) => isWanted(name))) {
      music.push(await readSamples(join(folder, 'music', group, file), MUSIC_SECONDS));
    }
  }
  return { speech, music };
}

async function readTranscripts(path: string): Promise<{ file: string; speaker: string; transcript: string }[]> {
  const [header, ...rows] = (await readFile(path, 'utf8')).trim().split('\n').map(cells);
  const column = (name: string) => header.indexOf(name);
  return rows
    .filter((row) => !row[column('file')].startsWith('digits/'))
    .map((row) => ({
      file: row[column('file')],
      speaker: row[column('speaker')],
      transcript: row[column('transcript')],
    }));
}

/** Cells of a CSV line; a quoted cell may hold commas and doubled quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

/** FNV-1a, to part files the same way everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193);
  return value >>> 0;
}
