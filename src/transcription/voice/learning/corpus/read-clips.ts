import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeAudio } from '../../../../audio/decode/decode-audio.js';
import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { type CorpusPart, individualOf, partOfMusic, partOfSpeech } from './corpus-parts.js';
import { readTable } from './read-table.js';

/** A recording of one kind of sound. */
export interface Clip {
  /** Path within the folder. */
  readonly file: string;
  /** Who or what makes the sound: a speaker, an instrument, an animal. */
  readonly group: string;
  /** At 16 kHz. */
  readonly samples: Float32Array;
}

type Row = Readonly<Record<string, string>>;

/** Of a song, more would be more of the same. */
const MOST_SECONDS = 150;

/** Speech of a part: recordings that `speech/manifest.csv` lists by `file` and `speaker`. */
export async function readSpeech(
  folder: string,
  part: CorpusPart,
  isWanted: (row: Row) => boolean = () => true,
): Promise<Clip[]> {
  const rows = (await readTable(join(folder, 'speech', 'manifest.csv'))).filter(
    (row) => partOfSpeech(row) === part && isWanted(row),
  );
  return readAll(join(folder, 'speech'), rows, ({ speaker }) => speaker);
}

/** Music of a part without singing: recordings that `music/manifest.csv` lists by `file`, `instrument` and `redistribution`. */
export async function readMusic(
  folder: string,
  part: CorpusPart,
  isWanted: (row: Row) => boolean = () => true,
): Promise<Clip[]> {
  const rows = (await readTable(join(folder, 'music', 'manifest.csv'))).filter(
    (row) => partOfMusic(row) === part && isWanted(row),
  );
  return readAll(join(folder, 'music'), rows, ({ instrument, kind, file }) =>
    // Drums are listed by what was recorded of them, notes and phrases by the instrument.
    kind.startsWith('song') ? file : `${instrument} ${kind}`,
  );
}

/** Animals of a part: every WAV file below `animals/` that tells by its name which animal it is. */
export async function readAnimals(folder: string, part: CorpusPart): Promise<Clip[]> {
  const files = (await readdir(join(folder, 'animals'), { recursive: true })).filter((file) => file.endsWith('.wav'));
  const rows = files.sort().flatMap((file) => {
    const animal = individualOf(file);
    return animal?.part === part ? [{ file, individual: animal.individual }] : [];
  });
  return readAll(join(folder, 'animals'), rows, ({ individual }) => individual);
}

/** Wants no more than so many rows of a group: the first ones. */
export function thinnedOut(most: number, groupOf: (row: Row) => string): (row: Row) => boolean {
  const counts = new Map<string, number>();
  return (row) => {
    const group = groupOf(row);
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    return count < most;
  };
}

async function readAll<Each extends Row>(
  folder: string,
  rows: readonly Each[],
  groupOf: (row: Each) => string,
): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const row of rows) {
    clips.push({ file: row.file, group: groupOf(row), samples: await readSamples(join(folder, row.file)) });
  }
  return clips;
}

/** The beginning of a recording, at 16 kHz. */
export async function readSamples(path: string, mostSeconds = MOST_SECONDS): Promise<Float32Array> {
  // Thousands of short files: starting a program for each would take longer than reading them.
  const source = { path, contentType: 'application/octet-stream', ffmpegPath: null };
  const blocks: Float32Array[] = [];
  const options = { sampleRateHz: WHISPER_RATE_HZ, channel: 'mono', durationSeconds: mostSeconds } as const;
  for await (const { channels } of decodeAudio(source, options)) blocks.push(channels[0]);
  const samples = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let position = 0;
  for (const block of blocks) {
    samples.set(block, position);
    position += block.length;
  }
  return samples;
}
