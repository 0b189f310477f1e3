import { WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { type RandomSource } from '../../../../src/training/index.js';
import { changeSpeed, colour, inRoom, noise, throughTelephone } from './alterations.js';
import { type Backgrounds } from './backgrounds.js';
import { type DigitClip, loudness } from './clip.js';
import { between, chance, integerBetween, pick } from './random-choices.js';

/** A digit in a recording, s. */
export interface SpokenDigit {
  readonly digit: number;
  readonly start: number;
  readonly end: number;
}

/** A recording, and what is said in it. */
export interface Scene {
  readonly samples: Float32Array;
  readonly words: readonly SpokenDigit[];
}

/** All clips of one speaker, by digit; none where the speaker does not say it. */
export type Speaker = readonly (readonly DigitClip[])[];

const LONGEST_PAUSE = 0.6;
/** A pause between two parts of a scene, s; the model gives each a segment of its own. */
export const SEGMENT_PAUSE = 1;
const MOST_WORDS = 16;

/** Clips of each speaker by digit. */
export function bySpeaker(clips: readonly DigitClip[]): Speaker[] {
  const speakers = new Map<string, DigitClip[]>();
  for (const clip of clips) speakers.set(clip.speaker, [...(speakers.get(clip.speaker) ?? []), clip]);
  return [...speakers.values()].map((own) =>
    Array.from({ length: 10 }, (_, digit) => own.filter((clip) => clip.digit === digit)),
  );
}

/** A string of digits of one speaker in a window of the given length, altered and disturbed in random ways. */
export function inventScene(random: RandomSource, seconds: number, speaker: Speaker, backgrounds: Backgrounds): Scene {
  const length = Math.round(seconds * WHISPER_RATE_HZ);
  const clean = new Float32Array(length);
  const words: SpokenDigit[] = [];
  const speed = 2 ** between(random, -0.3, 0.3);
  const wanted = chance(random, 0.6) ? integerBetween(random, 1, 8) : MOST_WORDS;
  const hurried = chance(random, 0.35);
  const repeated = chance(random, 0.1);
  let position = Math.floor(random() ** 2 * Math.min(1.5, seconds / 3) * WHISPER_RATE_HZ);
  const known = [...speaker.keys()].filter((digit) => speaker[digit].length > 0);
  let digit = pick(random, known);
  while (words.length < wanted) {
    if (!repeated || chance(random, 0.4)) digit = pick(random, known);
    const clip = changeSpeed(pick(random, speaker[digit]).samples, speed * 2 ** between(random, -0.08, 0.08));
    if (position + clip.length + 0.1 * WHISPER_RATE_HZ > length) break;
    const gain = (10 ** (between(random, -4, 4) / 20) * 0.1) / loudness(clip);
    for (let index = 0; index < clip.length; index++) clean[position + index] += gain * clip[index];
    words.push({ digit, start: position / WHISPER_RATE_HZ, end: (position + clip.length) / WHISPER_RATE_HZ });
    position += clip.length + Math.floor(pauseSeconds(random, hurried) * WHISPER_RATE_HZ);
  }
  return { samples: disturb(clean, random, backgrounds, words), words };
}

/** A window in which nobody says a digit: silence, noise, music, or other speech. */
export function inventEmptyScene(random: RandomSource, seconds: number, backgrounds: Backgrounds): Scene {
  const length = Math.round(seconds * WHISPER_RATE_HZ);
  const kind = random();
  const level = 10 ** (between(random, -60, -8) / 20);
  if (kind < 0.1) return { samples: new Float32Array(length), words: [] };
  const samples = new Float32Array(length);
  if (kind < 0.3) addAt(samples, noise(length, random), level, 0);
  else if (kind < 0.55) addAt(samples, excerpt(random, backgrounds.music, length), level, 0);
  else
    addAt(
      samples,
      excerpt(random, backgrounds.speech, length),
      level,
      chance(random, 0.5) ? 0 : random() * length * 0.3,
    );
  if (chance(random, 0.4)) addAt(samples, noise(length, random), level * 10 ** (between(random, -40, -15) / 20), 0);
  return { samples: chance(random, 0.5) ? throughTelephone(samples) : samples, words: [] };
}

function pauseSeconds(random: RandomSource, hurried: boolean): number {
  if (chance(random, 0.05)) return between(random, SEGMENT_PAUSE, 2.5);
  return hurried ? between(random, 0, 0.1) : between(random, 0, LONGEST_PAUSE);
}

function disturb(
  clean: Float32Array,
  random: RandomSource,
  backgrounds: Backgrounds,
  words: readonly SpokenDigit[],
): Float32Array {
  let samples = clean;
  if (chance(random, 0.6)) colour(samples, random);
  if (chance(random, 0.3)) samples = inRoom(samples, random);
  const speech = loudness(samples);
  const kind = random();
  const ratio = (low: number, high: number) => speech * 10 ** (-between(random, low, high) / 20);
  if (kind < 0.55) addAt(samples, noise(samples.length, random), ratio(8, 50), 0);
  else if (kind < 0.65) addAt(samples, excerpt(random, backgrounds.music, samples.length), ratio(10, 30), 0);
  else if (kind < 0.75) addAt(samples, excerpt(random, backgrounds.speech, samples.length), ratio(16, 35), 0);
  if (chance(random, 0.8)) samples = throughTelephone(samples).slice();
  // After the last word some recordings end, and the rest of the window is padding.
  if (chance(random, 0.7))
    samples.fill(0, Math.floor(((words.at(-1)?.end ?? 0) + between(random, 0.02, 0.6)) * WHISPER_RATE_HZ));
  const level = 10 ** (between(random, -30, 0) / 20) / Math.max(1e-6, ...extremes(samples));
  for (let index = 0; index < samples.length; index++) samples[index] *= level;
  return samples;
}

function extremes(samples: Float32Array): [number, number] {
  let [low, high] = [0, 0];
  for (const sample of samples) {
    if (sample < low) low = sample;
    else if (sample > high) high = sample;
  }
  return [-low, high];
}

/** A stretch of one of the sounds; shorter ones are followed by nothing. */
function excerpt(random: RandomSource, sounds: readonly Float32Array[], length: number): Float32Array {
  const sound = pick(random, sounds);
  const start = Math.floor(random() * Math.max(0, sound.length - length));
  return sound.subarray(start, start + length);
}

/** Adds a sound at a loudness, from a position on. */
function addAt(samples: Float32Array, sound: Float32Array, level: number, position: number): void {
  const gain = level / loudness(sound);
  const offset = Math.floor(position);
  const count = Math.min(sound.length, samples.length - offset);
  for (let index = 0; index < count; index++) samples[offset + index] += gain * sound[index];
}
