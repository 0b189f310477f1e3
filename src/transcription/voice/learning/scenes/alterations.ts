import { resample } from '../../../../dsp/index.js';
import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import { normal, type RandomSource } from '../../../../training/index.js';
import { between, factorOf, integerBetween } from '../random-choices.js';

/** Plays a clip faster or slower, as a tape does: duration, pitch and formants change together. */
export function changeSpeed(samples: Float32Array, speed: number): Float32Array {
  const length = Math.max(0, Math.floor((samples.length - 1) / speed));
  const output = new Float32Array(length);
  for (let index = 0; index < length; index++) {
    const before = Math.floor(index * speed);
    output[index] = samples[before] + (index * speed - before) * (samples[before + 1] - samples[before]);
  }
  return output;
}

/** What a telephone line leaves: nothing from 3.6 kHz on, and little below 300 Hz. */
export function throughTelephone(samples: Float32Array): Float32Array {
  const narrow = resample(samples, { fromHz: WHISPER_RATE_HZ, toHz: 8000 });
  const heard = resample(narrow, { fromHz: 8000, toHz: WHISPER_RATE_HZ }).subarray(0, samples.length);
  let [low, before] = [0, 0];
  const pole = Math.exp((-2 * Math.PI * 300) / WHISPER_RATE_HZ);
  return heard.map((sample) => {
    low = sample - before + pole * low;
    before = sample;
    return low;
  });
}

/** A microphone's colour: some broad peaks and dips, in place. */
export function colour(samples: Float32Array, random: RandomSource): void {
  for (let filters = integerBetween(random, 1, 3); filters > 0; filters--) {
    peakFilter(samples, 150 * 30 ** random(), between(random, -10, 10), between(random, 0.4, 1.5));
  }
}

/** Peaking equaliser, in place. Source: R. Bristow-Johnson, Audio EQ Cookbook. */
export function peakFilter(samples: Float32Array, frequencyHz: number, gainDb: number, quality: number): void {
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

/** A room: sparse reflections that die away within 50 to 400 ms. */
export function inRoom(samples: Float32Array, random: RandomSource): Float32Array {
  const output = samples.slice();
  const reach = between(random, 0.05, 0.4) * WHISPER_RATE_HZ;
  const strength = between(random, 0.1, 0.4);
  for (let reflection = 0; reflection < REFLECTIONS; reflection++) {
    const share = random();
    const delay = Math.floor(16 + share * reach);
    const gain = strength * Math.exp(-3 * share) * normal(random);
    for (let index = delay; index < samples.length; index++) output[index] += gain * samples[index - delay];
  }
  return output;
}

/** Louder by so much, and cut off at full scale. */
export function clipped(samples: Float32Array, decibels: number): Float32Array {
  let peak = 1e-9;
  for (const sample of samples) if (Math.abs(sample) > peak) peak = Math.abs(sample);
  const gain = factorOf(decibels) / peak;
  return samples.map((sample) => Math.max(-1, Math.min(1, gain * sample)));
}

/** Root of the mean square, 1e-9 at least. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length)) + 1e-9;
}
