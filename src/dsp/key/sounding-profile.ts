import { KEY_PROFILES, type KeyProfile } from './key-profiles.js';

/** Each harmonic of a note has this share of the one below. Source: as in E. Gómez 2006, with 0.7 for her 0.6. */
const DECAY = 0.7;
/** Semitones, less octaves, from a note to its first eight harmonics. */
const HARMONICS = [0, 0, 7, 0, 4, 7, 10, 0];
/** Peaks of quiet notes count more in sound than their durations say. */
const EXPONENT = 0.5;

/** What is heard of notes whose durations a profile tells: each sounds in its harmonics too, and loud ones hide less than their share. */
export function soundingProfile({ major, minor }: KeyProfile): KeyProfile {
  return { major: sounding(major), minor: sounding(minor) };
}

function sounding(notes: readonly number[]): number[] {
  return notes.map((_, pitchClass) => {
    const heard = HARMONICS.reduce((sum, interval, index) => {
      return sum + DECAY ** index * notes[(pitchClass - interval + 12) % 12];
    }, 0);
    return heard ** EXPONENT;
  });
}

/**
 * Sound of the mean of two corpora's notes, folk songs and art music: nothing in it was fitted to recordings. Albrecht and Shanahan, 2013, found that
 * the two corpora together name keys better than either.
 */
export const SOUNDING_CORPORA: KeyProfile = soundingProfile({
  major: meanShare(KEY_PROFILES.aarden.major, KEY_PROFILES.albrecht.major),
  minor: meanShare(KEY_PROFILES.aarden.minor, KEY_PROFILES.albrecht.minor),
});

function meanShare(a: readonly number[], b: readonly number[]): number[] {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return a.map((value, index) => (value / total(a) + b[index] / total(b)) / 2);
}
