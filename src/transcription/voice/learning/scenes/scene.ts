import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { normal, type RandomSource } from '../../../../training/index.js';
import { between, chance, factorOf, pick } from '../random-choices.js';
import { clipped, colour, inRoom, loudness, throughTelephone } from './alterations.js';
import { background } from './background.js';
import type { SoundPool } from './sound-pool.js';
import { PLACE_SAMPLES } from './speech-labels.js';
import { speechTrack } from './speech-track.js';
import { noise } from './synthetic-sounds.js';

/** Length of a scene. */
export const SCENE_SAMPLES = 4 * WHISPER_RATE_HZ;
export const SCENE_PLACES = SCENE_SAMPLES / PLACE_SAMPLES;

/** A moment of a recording, and where somebody speaks in it. */
export interface Scene {
  /** At 16 kHz, within ±1. */
  readonly samples: Float32Array;
  /** One number (1 or 0) for each place of 20 ms. */
  readonly labels: Float32Array;
}

/** Ratios of speech to what else is heard, dB. */
const LOWEST_RATIO_DB = 3;
const HIGHEST_RATIO_DB = 30;

/** Speech in front of something, or something without speech: about as many of both. Whatever alters a recording alters both alike. */
export function makeScene(pool: SoundPool, random: RandomSource): Scene {
  if (chance(random, 0.5)) return makeSpeechScene(pool, random);
  return { samples: recorded(background(SCENE_SAMPLES, pool, random), random), labels: new Float32Array(SCENE_PLACES) };
}

/** Somebody speaks, at times in front of something else. */
export function makeSpeechScene(pool: SoundPool, random: RandomSource): Scene {
  const { samples, labels } = speechTrack(SCENE_SAMPLES, pick(random, pool.speakers), random);
  if (chance(random, 0.65)) {
    const behind = chance(random, 0.35) ? noise(SCENE_SAMPLES, random) : background(SCENE_SAMPLES, pool, random);
    const gain = factorOf(-between(random, LOWEST_RATIO_DB, HIGHEST_RATIO_DB)) / loudness(behind);
    behind.forEach((sample, index) => (samples[index] += gain * sample));
  }
  return { samples: recorded(samples, random), labels };
}

/** What rooms, microphones, lines and levels make of a sound. */
function recorded(sound: Float32Array, random: RandomSource): Float32Array {
  let samples = chance(random, 0.15) ? inRoom(sound, random) : sound.slice();
  if (chance(random, 0.5)) colour(samples, random);
  if (chance(random, 0.3)) samples = throughTelephone(samples);
  samples = clipped(samples, chance(random, 0.2) ? between(random, 3, 30) : 0);
  const gain = factorOf(between(random, -50, 0));
  // The noise of the microphone does not go down with the sound.
  const floor = chance(random, 0.6) ? factorOf(between(random, -95, -60)) : 0;
  // Of 16 bits.
  return samples.map((sample) => Math.round(32_767 * (gain * sample + floor * normal(random))) / 32_768);
}
