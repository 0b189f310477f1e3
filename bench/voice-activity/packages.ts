import {
  missingPackages,
  type PackagedClips,
  readPackages,
} from '../../src/transcription/voice/learning/corpus/read-packages.js';
import { type PackagedSounds } from '../../src/transcription/voice/learning/corpus/packaged-sounds.js';
import { excerpts, type Sounds, spread } from './sounds.js';

/** More of one package would say the same. */
const MOST_SPOKEN = 25;
const MOST_OTHERS = 20;
const MOST_EXCERPTS = 40;

const isTest = ({ part }: PackagedSounds): boolean => part === 'test';

/** Sounds of packages of Debian that the detector never heard, by package and kind. */
export interface PackagedTest {
  readonly speech: Sounds;
  readonly sounds: Sounds;
  /** Names for apt of packages that are not installed, and so not measured. */
  readonly missing: readonly string[];
}

/** @param root where packages are installed, as /usr/share */
export async function packagedTest(root: string): Promise<PackagedTest> {
  const speech = await readPackages(root, (sounds) => isTest(sounds) && sounds.kind === 'speech', MOST_SPOKEN);
  const others = await readPackages(root, (sounds) => isTest(sounds) && sounds.kind !== 'speech', MOST_OTHERS);
  return {
    speech: new Map(speech.map((each) => [nameOf(each), each.clips])),
    sounds: new Map(others.map((each) => [nameOf(each), spread(each.clips.flatMap(excerpts), MOST_EXCERPTS)])),
    missing: await missingPackages(root, isTest),
  };
}

const nameOf = ({ sounds }: PackagedClips): string => `${sounds.kind} of ${sounds.package}`;
