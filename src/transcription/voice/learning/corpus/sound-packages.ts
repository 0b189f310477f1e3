import { CHOOSING_PACKAGES } from './choosing-packages.js';
import { LEARNED_PACKAGES } from './learned-packages.js';
import { MEASURED_PACKAGES } from './measured-packages.js';
import type { PackagedSounds } from './packaged-sounds.js';

/** Whole packages, and whole speakers of one with several, are learned from, choose thresholds, or are only measured. */
export const SOUND_PACKAGES: readonly PackagedSounds[] = [
  ...LEARNED_PACKAGES,
  ...CHOOSING_PACKAGES,
  ...MEASURED_PACKAGES,
];

/** Whether weights or thresholds depend on it. */
export const isLearned = ({ part }: PackagedSounds): boolean => part !== 'test';

/** Names for apt. */
export const packagesFor = (isWanted: (sounds: PackagedSounds) => boolean): string[] => [
  ...new Set(SOUND_PACKAGES.filter(isWanted).map((sounds) => sounds.package)),
];
