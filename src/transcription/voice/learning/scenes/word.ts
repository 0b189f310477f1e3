import { WHISPER_RATE_HZ } from '../../../../dsp/mel/whisper-log-mel.js';
import type { RandomSource } from '../../../../training/index.js';
import { PLACE_SAMPLES } from './speech-labels.js';

/** Parts of a clip of which the one with most speech is taken. */
const TRIES = 3;

/** A part as short as a word in which somebody speaks for most of it, and what the labels of the whole clip say of that part. */
export function word(
  clip: Float32Array,
  labels: Float32Array,
  seconds: number,
  random: RandomSource,
): [samples: Float32Array, labels: Float32Array] {
  const places = Math.min(labels.length, Math.round((seconds * WHISPER_RATE_HZ) / PLACE_SAMPLES));
  let [first, most] = [0, -1];
  for (let tries = 0; tries < TRIES; tries++) {
    const start = Math.floor(random() * (labels.length - places + 1));
    const spoken = labels.subarray(start, start + places).reduce((sum, label) => sum + label, 0);
    if (spoken > most) [first, most] = [start, spoken];
  }
  return [
    clip.subarray(first * PLACE_SAMPLES, (first + places) * PLACE_SAMPLES),
    labels.subarray(first, first + places),
  ];
}
