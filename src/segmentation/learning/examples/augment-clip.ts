import { bandPass, rootMeanSquareOf, tilt, whiteNoise } from '../synthesis/band-noise.js';
import { type Draw, fromDecibels } from '../synthesis/draw.js';
import { type TrainingClip } from './training-clip.js';

/** How much clips are changed. */
export interface Augmentation {
  /** Furthest factor on pitch, whose inverse is the factor on time; 1 leaves them. */
  readonly speed: number;
  /** Probability of each of the other changes, 0..1. */
  readonly probability: number;
  /** Sound without vocalisations of other recordings, to mix in. */
  readonly backgrounds?: readonly Float32Array[];
}

/** The same calls under other circumstances: faster or slower, filtered, louder or softer, in noise. Labels move with the sound. */
export function augmentClip(clip: TrainingClip, augmentation: Augmentation, draw: Draw): TrainingClip {
  const { speed, probability, backgrounds = [] } = augmentation;
  const faster = speed > 1 && draw.chance(probability) ? draw.scaled(1 / speed, speed) : 1;
  const changed = changeSpeed(clip, faster);
  const { samples } = changed;
  if (draw.chance(probability)) filter(samples, draw);
  if (draw.chance(probability)) addNoise(samples, draw, backgrounds);
  const gain = fromDecibels(draw.between(-15, 15));
  for (let index = 0; index < samples.length; index++) samples[index] *= gain;
  return changed;
}

/** Pitch and pace together, as a tape that runs faster; samples between samples lie on a straight line. */
function changeSpeed(clip: TrainingClip, faster: number): TrainingClip {
  if (faster === 1) return { ...clip, samples: clip.samples.slice() };
  const samples = new Float32Array(Math.floor((clip.samples.length - 1) / faster));
  for (let index = 0; index < samples.length; index++) {
    const place = index * faster;
    const before = Math.floor(place);
    const share = place - before;
    samples[index] = (1 - share) * clip.samples[before] + share * clip.samples[before + 1];
  }
  const moved = <T extends { onset: number; offset: number }>(span: T): T => ({
    ...span,
    onset: span.onset / faster,
    offset: span.offset / faster,
  });
  return { ...clip, samples, area: moved(clip.area), labels: clip.labels.map(moved) };
}

function filter(samples: Float32Array, draw: Draw): void {
  const wet = draw.between(0.3, 1);
  const copy = samples.slice();
  if (draw.chance(0.5)) tilt(copy, draw.between(-0.5, 0.7));
  else bandPass(copy, draw.scaled(0.02, 0.4), draw.between(0.1, 0.4));
  for (let index = 0; index < samples.length; index++) {
    samples[index] = wet * copy[index] + (1 - wet) * samples[index];
  }
}

function addNoise(samples: Float32Array, draw: Draw, backgrounds: readonly Float32Array[]): void {
  const noise = whiteNoise(samples.length, draw.random);
  if (backgrounds.length > 0 && draw.chance(0.5)) {
    const background = draw.one(backgrounds);
    const begin = Math.floor(draw.between(0, background.length));
    for (let index = 0; index < noise.length; index++) noise[index] = background[(begin + index) % background.length];
  } else if (draw.chance(0.7)) tilt(noise, draw.between(-0.5, 0.98));
  const level =
    (rootMeanSquareOf(samples) / Math.max(1e-9, rootMeanSquareOf(noise))) * fromDecibels(-draw.between(8, 40));
  for (let index = 0; index < samples.length; index++) samples[index] += level * noise[index];
}
