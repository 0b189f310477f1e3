import { type Clip, readAnimals, readMusic, readSpeech, thinnedOut } from '../corpus/read-clips.js';
import type { CorpusPart } from '../corpus/corpus-parts.js';
import { type PackagedClips, readPackages } from '../corpus/read-packages.js';

/** What scenes are made of. */
export interface SoundPool {
  /** Clips of each speaker; one who has more is not heard more often than `MOST_WEIGHT` others. */
  readonly speakers: readonly (readonly Clip[])[];
  /** Clips of each instrument, notes and phrases apart, and of each song of the folder, several times over. */
  readonly instruments: readonly (readonly Clip[])[];
  readonly animals: readonly (readonly Clip[])[];
  /** Pieces of music of installed packages, each alone. */
  readonly songs: readonly (readonly Clip[])[];
  /** Noises and machines of each installed package. */
  readonly noises: readonly (readonly Clip[])[];
}

/** More clips of an instrument are little more variety. */
const MOST_OF_INSTRUMENT = 40;
/** Speakers count once for each so many seconds, so that one with two clips is not heard as often as one with twenty … */
const SECONDS_OF_WEIGHT = 20;
/** … but no more often than this. */
const MOST_WEIGHT = 4;
/** A song, of which there are few, is heard as often as so many instruments. */
const WEIGHT_OF_SONG = 8;
/** Music of a package that is shorter is notes and loops, seconds. */
const SHORTEST_SONG = 8;
const RATE = 16_000;

/**
 * Reads the sounds of a part of a folder: `speech/manifest.csv`, `music/manifest.csv`, `animals/`.
 * @param packages folder of installed packages, whose sounds are read, too: see `SOUND_PACKAGES`
 */
export async function readSoundPool(folder: string, part: CorpusPart, packages?: string): Promise<SoundPool> {
  const ofInstrument = thinnedOut(
    MOST_OF_INSTRUMENT,
    ({ instrument, kind, source_repo }) => `${instrument} ${kind} ${source_repo}`,
  );
  const installed = packages === undefined ? [] : await readPackages(packages, (sounds) => sounds.part === part);
  const of = (kind: string): Clip[] =>
    installed.filter(({ sounds }: PackagedClips) => sounds.kind === kind).flatMap(({ clips }) => clips);
  const isLong = ({ samples }: Clip): boolean => samples.length >= SHORTEST_SONG * RATE;
  const speech = grouped([...(await readSpeech(folder, part)), ...of('speech')]);
  const music = grouped(await readMusic(folder, part, ofInstrument)).flatMap((clips) =>
    new Array<readonly Clip[]>(isSong(clips) ? WEIGHT_OF_SONG : 1).fill(clips),
  );
  return {
    speakers: speech.flatMap((clips) => new Array<readonly Clip[]>(weightOf(clips)).fill(clips)),
    instruments: [...music, ...grouped(of('music').filter((clip) => !isLong(clip)))],
    animals: grouped([...(await readAnimals(folder, part)), ...of('animals')]),
    songs: of('music')
      .filter(isLong)
      .map((song) => [song]),
    noises: grouped(of('noise')),
  };
}

const isSong = ([{ file }]: readonly Clip[]): boolean => file.startsWith('songs/');

function weightOf(clips: readonly Clip[]): number {
  const seconds = clips.reduce((sum, { samples }) => sum + samples.length, 0) / RATE;
  return Math.max(1, Math.min(MOST_WEIGHT, Math.round(seconds / SECONDS_OF_WEIGHT)));
}

function grouped(clips: readonly Clip[]): Clip[][] {
  const groups = new Map<string, Clip[]>();
  for (const clip of clips) {
    if (clip.samples.length === 0) continue;
    const group = groups.get(clip.group);
    if (group === undefined) groups.set(clip.group, [clip]);
    else group.push(clip);
  }
  return [...groups.values()];
}
