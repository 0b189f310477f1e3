import { type RandomSource } from '../../../../training/index.js';
import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import type { Clip } from '../corpus/read-clips.js';
import { between, chance, factorOf, pick } from '../random-choices.js';
import { changeSpeed, loudness } from './alterations.js';
import { excerpt, musicTrack } from './music-track.js';
import type { SoundPool } from './sound-pool.js';
import { syntheticSound } from './synthetic-sounds.js';

type Background = (length: number, pool: SoundPool, random: RandomSource) => Float32Array;

/** Music, animals, machines and noises, at times two of them, at times so short that it could be a word. */
export const background: Background = (length, pool, random) => {
  const sound = chance(random, 0.1)
    ? mixed(oneOf(length, pool, random), oneOf(length, pool, random), random)
    : oneOf(length, pool, random);
  return chance(random, 0.2) ? alone(sound, random) : sound;
};

const oneOf: Background = (length, pool, random) => {
  const kind = random();
  if (kind < 0.3) return musicTrack(length, pool.instruments, random);
  if (kind < 0.6)
    return pool.songs.length > 0 ? song(length, pool, random) : musicTrack(length, pool.instruments, random);
  if (kind < 0.75 && pool.animals.length > 0) return sequence(length, pick(random, pool.animals), [0.4, 1.6], random);
  if (kind < 0.88 && pool.noises.length > 0) return sequence(length, pick(random, pool.noises), [0.6, 1.5], random);
  return syntheticSound(length, random);
};

const song: Background = (length, { songs }, random) => {
  const speed = chance(random, 0.5) ? between(random, 0.8, 1.25) : 1;
  return changeSpeed(excerpt(Math.ceil(length * speed) + 2, pick(random, songs), random), speed).subarray(0, length);
};

/** Clips one after another with pauses between them, or an excerpt of a long one. */
function sequence(
  length: number,
  clips: readonly Clip[],
  [slowest, fastest]: readonly [number, number],
  random: RandomSource,
): Float32Array {
  const samples = new Float32Array(length);
  const speed = between(random, slowest, fastest);
  const longestPause = between(random, 0, 0.8) * WHISPER_RATE_HZ;
  const few = [pick(random, clips), pick(random, clips)];
  let start = 0;
  while (start < length) {
    const { samples: whole } = pick(random, few);
    const from = Math.floor(random() * Math.max(1, whole.length - Math.ceil(length * speed)));
    const part = changeSpeed(whole.subarray(from, from + Math.ceil((length - start) * speed) + 2), speed);
    const gain = between(random, 0.5, 1) / loudness(part);
    part.subarray(0, length - start).forEach((sample, index) => (samples[start + index] = gain * sample));
    start += part.length + 1 + Math.floor(random() * longestPause);
  }
  return samples;
}

function mixed(one: Float32Array, other: Float32Array, random: RandomSource): Float32Array {
  const gain = (factorOf(between(random, -15, 5)) * loudness(one)) / loudness(other);
  return one.map((sample, index) => sample + gain * other[index]);
}

/** As long as a word or two, between silence. */
function alone(sound: Float32Array, random: RandomSource): Float32Array {
  const length = Math.floor(between(random, 0.1, 1.2) * WHISPER_RATE_HZ);
  const start = Math.floor(random() * (sound.length - length));
  const fade = between(random, 0.002, 0.1) * WHISPER_RATE_HZ;
  return sound.map((sample, index) => {
    const inside = Math.min(index - start, start + length - index);
    return inside <= 0 ? 0 : sample * Math.min(1, inside / fade);
  });
}
