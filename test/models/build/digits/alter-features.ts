import { normal, type RandomSource } from '../../../../src/training/index.js';
import { between, chance, integerBetween } from './random-choices.js';

const BANDS = 80;
/** Deviation of each of the cosines that a microphone's colour is made of; 0.025 is a decibel. */
const COLOUR_DEVIATION = 0.09;
const COLOUR_COSINES = 4;

/**
 * Another voice: bands are moved as a longer or shorter vocal tract moves formants (Jaitly and Hinton, Vocal Tract Length Perturbation, 2013), and
 * raised and lowered smoothly as by another microphone. Silence stays silent.
 * @param features log-mel, band after band
 * @param least the value of silence
 */
export function anotherVoice(features: Float32Array, least: number, random: RandomSource): Float32Array {
  const frames = features.length / BANDS;
  const stretch = 2 ** between(random, -0.3, 0.3);
  const shift = between(random, -2.5, 2.5);
  const cosines = Array.from({ length: COLOUR_COSINES }, () => COLOUR_DEVIATION * normal(random));
  const output = new Float32Array(features.length);
  for (let band = 0; band < BANDS; band++) {
    const place = Math.min(BANDS - 1, Math.max(0, band * stretch + shift));
    const below = Math.min(BANDS - 2, Math.floor(place));
    const share = place - below;
    const raised = cosines.reduce(
      (sum, size, index) => sum + size * Math.cos((Math.PI * (index + 1) * band) / BANDS),
      0,
    );
    for (let frame = 0; frame < frames; frame++) {
      const value = (1 - share) * features[below * frames + frame] + share * features[(below + 1) * frames + frame];
      output[band * frames + frame] = value < least + 0.01 ? value : Math.max(least, value + raised);
    }
  }
  return output;
}

/** Hides some bands and some frames, in place. Source: Park et al., SpecAugment, 2019. */
export function mask(features: Float32Array, least: number, random: RandomSource): void {
  const frames = features.length / BANDS;
  for (let masks = chance(random, 0.5) ? 2 : 1; masks > 0; masks--) {
    const low = integerBetween(random, 0, BANDS - 10);
    const high = low + integerBetween(random, 2, 10);
    const from = integerBetween(random, 0, frames - 1);
    const until = Math.min(frames, from + integerBetween(random, 2, 8));
    for (let band = 0; band < BANDS; band++) {
      if (band >= low && band < high) features.fill(least, band * frames, (band + 1) * frames);
      else features.fill(least, band * frames + from, band * frames + until);
    }
  }
}
