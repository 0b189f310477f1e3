import { MUSIC_RATE_HZ } from '../../src/music-tags/music-analyser.js';

type Alteration = (samples: Float32Array) => Float32Array;

/** What recordings suffer. `drums` is a loop of drums only, which is repeated for as long as it takes. */
export const alterations = (drums: Float32Array): Readonly<Record<string, Alteration>> => ({
  'as it is': (samples) => samples,
  '30 cents sharp': (samples) => retuned(samples, () => 30),
  'from 50 cents flat to 50 sharp': (samples) => retuned(samples, (place) => 100 * place - 50),
  'white noise, 10 dB below': (samples) => mixed(samples, whiteNoise(samples.length), -10),
  'white noise, as loud': (samples) => mixed(samples, whiteNoise(samples.length), 0),
  'drums, as loud': (samples) => mixed(samples, drums, 0),
  'clipped at 1/8': (samples) => samples.map((value) => Math.max(-1, Math.min(1, 8 * value))),
  'first 5 s': (samples) => samples.subarray(0, 5 * MUSIC_RATE_HZ),
  'without the first 5 s': (samples) => samples.subarray(5 * MUSIC_RATE_HZ),
});

/** Plays faster or slower by some cents, told for each place of 0..1. */
function retuned(samples: Float32Array, centsAt: (place: number) => number): Float32Array {
  const output = new Float32Array(samples.length);
  let position = 0;
  for (let n = 0; n < output.length; n++) {
    const before = Math.floor(position);
    if (before + 1 >= samples.length) return output.subarray(0, n);
    output[n] = samples[before] + (position - before) * (samples[before + 1] - samples[before]);
    position += 2 ** (centsAt(n / output.length) / 1_200);
  }
  return output;
}

function mixed(samples: Float32Array, other: Float32Array, decibels: number): Float32Array {
  const gain = (rms(samples) / rms(other)) * 10 ** (decibels / 20);
  return samples.map((value, index) => value + gain * other[index % other.length]);
}

function whiteNoise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 1_073_741_824 - 1;
  });
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}
