import { type RandomSource } from '../../../../src/training/index.js';
import { between, integerBetween } from './random-choices.js';
import { type Heard } from './excerpt-scene.js';

const FRAMES_A_SECOND = 100;
/** Frames between two changes of tempo. */
const [SHORTEST, LONGEST] = [20, 120];
/** Octaves of tempo. */
const MOST_HURRY = 0.5;

/**
 * Says parts of a scene faster and others slower, pitch unchanged; the whole stays as long as it is. Source: after the time warping of Park et al.,
 * SpecAugment, 2019.
 * @param features log-mel, band after band
 */
export function anotherTempo({ features, words }: Heard, bands: number, random: RandomSource): Heard {
  const frames = features.length / bands;
  const places = warpedPlaces(frames, random);
  const output = new Float32Array(features.length);
  for (let frame = 0; frame < frames; frame++) {
    const before = Math.min(frames - 2, Math.floor(places[frame]));
    const share = places[frame] - before;
    for (let index = 0; index < bands; index++) {
      const place = index * frames + before;
      output[index * frames + frame] = (1 - share) * features[place] + share * features[place + 1];
    }
  }
  const moved = (second: number) => inverse(places, second * FRAMES_A_SECOND) / FRAMES_A_SECOND;
  return {
    features: output,
    words: words.map(({ digit, start, end }) => ({ digit, start: moved(start), end: moved(end) })),
  };
}

/** Most that a hurried speaker is faster: digits of a fifth of a second are as frequent in life as those of half a second. */
const MOST_RATE = 1.8;

/**
 * The same scene said faster from its beginning on, pitch and formants unchanged; silence follows.
 * @param features log-mel, band after band
 * @param least the value of silence
 */
export function hurried({ features, words }: Heard, bands: number, least: number, random: RandomSource): Heard {
  const frames = features.length / bands;
  const rate = between(random, 1, MOST_RATE);
  const spoken = Math.floor((frames - 1) / rate);
  const output = new Float32Array(features.length).fill(least);
  for (let frame = 0; frame < spoken; frame++) {
    const before = Math.floor(frame * rate);
    const share = frame * rate - before;
    for (let index = 0; index < bands; index++) {
      const place = index * frames + before;
      output[index * frames + frame] = (1 - share) * features[place] + share * features[place + 1];
    }
  }
  return {
    features: output,
    words: words.map(({ digit, start, end }) => ({ digit, start: start / rate, end: end / rate })),
  };
}

/** Where each frame of the new scene is in the old one: from 0 to the last, rising. */
function warpedPlaces(frames: number, random: RandomSource): Float32Array {
  const places = new Float32Array(frames);
  let [left, rate] = [0, 1];
  for (let frame = 1; frame < frames; frame++) {
    if (left-- <= 0)
      [left, rate] = [integerBetween(random, SHORTEST, LONGEST), 2 ** between(random, -MOST_HURRY, MOST_HURRY)];
    places[frame] = places[frame - 1] + rate;
  }
  const scale = (frames - 1) / places[frames - 1];
  return places.map((place) => Math.min(frames - 1, place * scale));
}

function inverse(places: Float32Array, place: number): number {
  const after = places.findIndex((value) => value >= place);
  if (after <= 0) return after < 0 ? places.length - 1 : 0;
  return after - (places[after] - place) / (places[after] - places[after - 1]);
}
