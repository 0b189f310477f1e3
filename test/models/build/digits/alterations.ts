import { resample, WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';
import { normal, type RandomSource } from '../../../../src/training/index.js';
import { between, chance, integerBetween, pick } from './random-choices.js';

/** Plays a clip faster or slower, as a tape does: duration, pitch and formants change together. */
export function changeSpeed(samples: Float32Array, speed: number): Float32Array {
  const length = Math.floor((samples.length - 1) / speed);
  return Float32Array.from({ length }, (_, index) => {
    const place = index * speed;
    const before = Math.floor(place);
    return samples[before] + (place - before) * (samples[before + 1] - samples[before]);
  });
}

/** What a telephone line leaves: nothing from 3.6 kHz on, sometimes nothing low. */
export function throughTelephone(samples: Float32Array): Float32Array {
  const narrow = resample(samples, { fromHz: WHISPER_RATE_HZ, toHz: 8000 });
  return resample(narrow, { fromHz: 8000, toHz: WHISPER_RATE_HZ }).subarray(0, samples.length);
}

/** A microphone's colour: some broad peaks and dips, in place. */
export function colour(samples: Float32Array, random: RandomSource): void {
  for (let filters = integerBetween(random, 1, 3); filters > 0; filters--) {
    const frequency = 150 * 30 ** random();
    peakFilter(samples, frequency, between(random, -9, 9), between(random, 0.4, 1.5));
  }
}

/** Peaking equaliser. Source: R. Bristow-Johnson, Audio EQ Cookbook. */
function peakFilter(samples: Float32Array, frequencyHz: number, gainDb: number, quality: number): void {
  const angle = (2 * Math.PI * frequencyHz) / WHISPER_RATE_HZ;
  const alpha = Math.sin(angle) / (2 * quality);
  const amplitude = 10 ** (gainDb / 40);
  const scale = 1 / (1 + alpha / amplitude);
  const [b0, b2] = [(1 + alpha * amplitude) * scale, (1 - alpha * amplitude) * scale];
  const [a1, a2] = [-2 * Math.cos(angle) * scale, (1 - alpha / amplitude) * scale];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let index = 0; index < samples.length; index++) {
    const x = samples[index];
    const y = b0 * x + a1 * (x1 - y1) + b2 * x2 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    samples[index] = y;
  }
}

const REFLECTIONS = 24;

/** A small room: sparse reflections that die away within 50 to 200 ms. */
export function inRoom(samples: Float32Array, random: RandomSource): Float32Array {
  const output = samples.slice();
  const reach = between(random, 0.05, 0.2) * WHISPER_RATE_HZ;
  const strength = between(random, 0.1, 0.35);
  for (let reflection = 0; reflection < REFLECTIONS; reflection++) {
    const share = random();
    const delay = Math.floor(16 + share * reach);
    const gain = strength * Math.exp(-3 * share) * normal(random);
    for (let index = delay; index < samples.length; index++) output[index] += gain * samples[index - delay];
  }
  return output;
}

/** Noise of a random colour: white to brown, with hum at times. */
export function noise(length: number, random: RandomSource): Float32Array {
  const memory = pick(random, [0, 0, 0.5, 0.9, 0.98]);
  const hum = chance(random, 0.2) ? between(random, 0.2, 1.5) : 0;
  const pitch = (2 * Math.PI * pick(random, [50, 60, 100, 120])) / WHISPER_RATE_HZ;
  const gain = Math.sqrt(1 - memory * memory);
  let state = 0;
  return Float32Array.from({ length }, (_, index) => {
    state = memory * state + gain * (2 * random() - 1) * 1.7;
    return state + (hum === 0 ? 0 : hum * Math.sin(pitch * index));
  });
}
