import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import type { RandomSource } from '../../../../training/index.js';
import type { Clip } from '../corpus/read-clips.js';
import { between, chance, factorOf, integerBetween, pick } from '../random-choices.js';
import { changeSpeed, loudness } from './alterations.js';

/** A clip of a phrase or a song is longer than one of a note, seconds. */
const SHORTEST_PHRASE = 3;

/** Instruments that nobody would miss in a band, by the beginnings of their groups. */
const RHYTHM = /^(drums|percussion)/;
const LOW = /^(bass|double_bass|synthesizer|electric_guitar|piano)/;

/** One to four instruments at once, each playing phrases or notes of its own, or a band: music that nobody wrote, of real sounds. */
export function musicTrack(
  length: number,
  instruments: readonly (readonly Clip[])[],
  random: RandomSource,
): Float32Array {
  const period = between(random, 0.1, 0.9) ** 1.3;
  const of = (group: RegExp): readonly (readonly Clip[])[] => {
    const found = instruments.filter(([{ group: name }]) => group.test(name));
    return found.length > 0 ? found : instruments;
  };
  const isBand = chance(random, 0.5);
  const choices = isBand
    ? [
        of(RHYTHM),
        of(RHYTHM),
        of(LOW),
        ...new Array<typeof instruments>(integerBetween(random, 1, 4)).fill(instruments),
      ]
    : new Array<typeof instruments>(pick(random, [1, 1, 2, 2, 3, 4])).fill(instruments);
  const samples = new Float32Array(length);
  for (const choice of choices) {
    const part = voice(length, pick(random, choice), period * pick(random, [0.25, 0.5, 1, 1, 2]), random);
    const gain = factorOf(between(random, isBand ? -9 : -15, 0)) / loudness(part);
    part.forEach((sample, index) => (samples[index] += gain * sample));
  }
  return isBand && chance(random, 0.6) ? compressed(samples, random) : samples;
}

function voice(length: number, clips: readonly Clip[], period: number, random: RandomSource): Float32Array {
  const isPhrase = clips[0].samples.length >= SHORTEST_PHRASE * WHISPER_RATE_HZ;
  return isPhrase ? phrase(length, clips, random) : notes(length, clips, period, random);
}

/** As dense as what is mastered: soft clipping. */
function compressed(samples: Float32Array, random: RandomSource): Float32Array {
  const gain = between(random, 0.5, 2) / loudness(samples);
  return samples.map((sample) => Math.tanh(gain * sample));
}

/** An excerpt of a recording, repeated where it is too short. */
export function excerpt(length: number, clips: readonly Clip[], random: RandomSource): Float32Array {
  const { samples } = pick(random, clips);
  const start = Math.floor(random() * Math.max(1, samples.length - length));
  const output = new Float32Array(length);
  for (let place = 0, from = start; place < length; from = 0) {
    const part = samples.subarray(from, from + length - place);
    output.set(part, place);
    place += part.length;
  }
  return output;
}

function phrase(length: number, clips: readonly Clip[], random: RandomSource): Float32Array {
  const speed = between(random, 0.6, 1.6);
  const played = changeSpeed(excerpt(Math.ceil(length * speed) + 2, clips, random), speed);
  return played.subarray(0, length);
}

/** Notes at a steady pace, some left out, each cut off where the next one begins or left to ring. */
function notes(length: number, clips: readonly Clip[], period: number, random: RandomSource): Float32Array {
  const samples = new Float32Array(length);
  const rings = chance(random, 0.5);
  const few = Array.from({ length: integerBetween(random, 1, 6) }, () => pick(random, clips));
  const speed = between(random, 0.7, 1.5);
  const step = Math.round(period * WHISPER_RATE_HZ);
  for (let start = -Math.floor(random() * step); start < length; start += step * pick(random, [1, 1, 1, 2])) {
    const note = changeSpeed(pick(random, few).samples, speed);
    const end = Math.min(length, start + (rings ? note.length : Math.min(note.length, step)));
    const fade = 0.005 * WHISPER_RATE_HZ;
    const gain = between(random, 0.4, 1);
    for (let index = Math.max(0, start); index < end; index++) {
      samples[index] += gain * Math.min(1, (end - index) / fade) * note[index - start];
    }
  }
  return samples;
}
