import { type Clip, readAnimals, readMusic, readSpeech, thinnedOut } from '../corpus/read-clips.js';
import type { CorpusPart } from '../corpus/corpus-parts.js';

/** What scenes are made of. */
export interface SoundPool {
  /** Clips of each speaker; one who has more is not heard more often than `MOST_WEIGHT` others. */
  readonly speakers: readonly (readonly Clip[])[];
  /** Clips of each instrument, notes and phrases apart, and of each song, several times over. */
  readonly instruments: readonly (readonly Clip[])[];
  readonly animals: readonly (readonly Clip[])[];
}

/** More clips of an instrument are little more variety. */
const MOST_OF_INSTRUMENT = 40;
/** Speakers count once for each so many seconds, so that one with two clips is not heard as often as one with twenty … */
const SECONDS_OF_WEIGHT = 20;
/** … but no more often than this. */
const MOST_WEIGHT = 4;
/** A song, of which there are few, is heard as often as so many instruments. */
const WEIGHT_OF_SONG = 8;
const RATE = 16_000;

/**
 * Reads the sounds of a part of a folder: `speech/manifest.csv`, `music/manifest.csv`, `animals/`.
 */
export async function readSoundPool(folder: string, part: CorpusPart): Promise<SoundPool> {
  const ofInstrument = thinnedOut(
    MOST_OF_INSTRUMENT,
    ({ instrument, kind, source_repo }) => `${instrument} ${kind} ${source_repo}`,
  );
  const speech = grouped(await readSpeech(folder, part));
  return {
    speakers: speech.flatMap((clips) => new Array<readonly Clip[]>(weightOf(clips)).fill(clips)),
    instruments: grouped(await readMusic(folder, part, ofInstrument)).flatMap((clips) =>
      new Array<readonly Clip[]>(isSong(clips) ? WEIGHT_OF_SONG : 1).fill(clips),
    ),
    animals: grouped(await readAnimals(folder, part)),
  };
}

const isSong = ([{ file }]: readonly Clip[]): boolean => file.startsWith('songs/');

function weightOf(clips: readonly Clip[]): number {
  const seconds = clips.reduce((sum, { samples }) => sum + samples.length, 0) / RATE;
  return Math.max(1, Math.min(MOST_WEIGHT, Math.round(seconds / SECONDS_OF_WEIGHT)));
}

function grouped(clips: readonly Clip[]): Clip[][] {
  const groups = new Map<string, Clip[]>();
  for (const clip of clips) groups.set(clip.group, [...(groups.get(clip.group) ?? []), clip]);
  return [...groups.values()];
}
