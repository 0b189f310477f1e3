import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EmptyAudioError } from '../../../../audio/audio-errors.js';
import { type Clip, readSamples } from './read-clips.js';
import type { PackagedSounds } from './packaged-sounds.js';
import { SOUND_PACKAGES } from './sound-packages.js';

/** Of a package, more would be more of the same. */
const MOST_CLIPS = 400;
/** Of a piece of music, likewise. */
const MOST_SECONDS = 80;
const SOUND = /\.(ogg|oga|opus|wav|flac|mp3)$/i;

/** What one row of the table gives. */
export interface PackagedClips {
  readonly sounds: PackagedSounds;
  readonly clips: readonly Clip[];
}

/** Reads the sounds of packages that are installed; the others are left out: see `missingPackages`. */
export async function readPackages(
  root: string,
  isWanted: (sounds: PackagedSounds) => boolean,
  mostClips = MOST_CLIPS,
): Promise<PackagedClips[]> {
  const read: PackagedClips[] = [];
  for (const sounds of SOUND_PACKAGES.filter(isWanted)) {
    const clips: Clip[] = [];
    for (const file of spread(await filesOf(root, sounds), mostClips)) {
      const samples = await readSamples(join(root, file), MOST_SECONDS).catch(noSamples);
      if (samples.length > 0) clips.push({ file, group: groupOf(sounds, file), samples });
    }
    if (clips.length > 0) read.push({ sounds, clips });
  }
  return read;
}

/** Names for apt of the packages of a part that are not below the folder. */
export async function missingPackages(root: string, isWanted: (sounds: PackagedSounds) => boolean): Promise<string[]> {
  const missing = new Set<string>();
  for (const sounds of SOUND_PACKAGES.filter(isWanted)) {
    const isThere = await access(join(root, sounds.folder)).then(
      () => true,
      () => false,
    );
    if (!isThere) missing.add(sounds.package);
  }
  return [...missing];
}

async function filesOf(root: string, { folder, files, except }: PackagedSounds): Promise<string[]> {
  const all = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  return all
    .map((file) => `${folder}/${file}`)
    .filter((file) => SOUND.test(file) && (files?.test(file) ?? true) && !(except?.test(file) ?? false))
    .sort();
}

/** Speakers, instruments and animals, as far as names tell. */
function groupOf({ package: name, kind, speaker, folder }: PackagedSounds, file: string): string {
  if (speaker !== undefined) return speaker;
  const within = file.slice(folder.length + 1);
  if (kind === 'speech') return `${name} ${/_desc_?([a-z]*)/i.exec(within)?.[1] ?? within.split('/')[0]}`;
  if (kind === 'animals')
    return within
      .split('/')
      .at(-1)!
      .replace(/[\d_.-].*$/, '')
      .toLowerCase();
  return name;
}

function spread(files: readonly string[], most: number): string[] {
  const step = Math.max(1, files.length / most);
  return Array.from({ length: Math.min(most, files.length) }, (_, index) => files[Math.floor(index * step)]);
}

/** Some packages hold files without any sound. */
function noSamples(error: unknown): Float32Array {
  if (error instanceof EmptyAudioError) return new Float32Array(0);
  throw error;
}
