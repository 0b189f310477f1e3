import { FRAME_SAMPLES } from '../../voice-frames.js';
import { FRAMES_PER_PLACE } from '../../detector/detector-network.js';

/** Samples of a place. */
export const PLACE_SAMPLES = FRAME_SAMPLES * FRAMES_PER_PLACE;

/** So far below the loudest moments of a clean clip nobody speaks, dB. */
const SILENCE_DB = 35;
/** Share of the places that is louder than what counts as loudest: a click is not. */
const LOUDEST_SHARE = 0.03;
/** Pauses up to this are stops within words, places. */
const LONGEST_STOP = 12;

/** Where somebody speaks in a clean clip, one number (1 or 0) for each place of 20 ms: by its level, as what is mixed in later does not know. */
export function speechLabels(samples: Float32Array): Float32Array {
  const levels = Array.from({ length: Math.ceil(samples.length / PLACE_SAMPLES) }, (_, place) => {
    const part = samples.subarray(place * PLACE_SAMPLES, (place + 1) * PLACE_SAMPLES);
    return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length + 1e-12);
  });
  const sorted = [...levels].sort((a, b) => b - a);
  const least = sorted[Math.floor(LOUDEST_SHARE * sorted.length)] - SILENCE_DB;
  const labels = Float32Array.from(levels, (level) => Number(level > least));
  let last = -Infinity;
  labels.forEach((label, place) => {
    if (label === 0) return;
    if (place - last <= LONGEST_STOP) labels.fill(1, last + 1, place);
    last = place;
  });
  return labels;
}
