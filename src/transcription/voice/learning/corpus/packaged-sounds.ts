import type { CorpusPart } from './corpus-parts.js';

/** What a package holds; sung words are none of these, and left out. */
export type SoundKind = 'speech' | 'music' | 'noise' | 'animals';

/** Sounds of a package of Debian 12 that one part of the corpus takes. */
export interface PackagedSounds {
  /** Name for apt. */
  readonly package: string;
  /** The one that was read when the bundled weights were made. */
  readonly version: string;
  readonly part: CorpusPart;
  /** Within the folder of installed packages (`/usr/share`). */
  readonly folder: string;
  /** Files below the folder; all sounds without it. */
  readonly files?: RegExp;
  /** Of these, the ones with voices, with doubtful licences, or that are something else. */
  readonly except?: RegExp;
  readonly kind: SoundKind;
  /** Of the sounds, several of them after commas. What is learned from is free for any use with attribution. */
  readonly licence: string;
  /** Who speaks, where all of it is one person; else every folder is somebody. */
  readonly speaker?: string;
}

export const CC_BY_SA_3 = 'CC BY-SA 3.0';

/** Of telephone prompts: beeps, tones, jingles, silence and monkeys are no speech. */
export const NOT_SPOKEN = /silence\/|tone\.wav|beep|monkeys\.wav|confbridge-(join|leave)\.wav|spy-jingle/;

/** Sounds of one package. */
export const from = (
  name: string,
  version: string,
  part: CorpusPart,
  ...rows: Omit<PackagedSounds, 'package' | 'version' | 'part'>[]
): PackagedSounds[] => rows.map((row) => ({ package: name, version, part, ...row }));
