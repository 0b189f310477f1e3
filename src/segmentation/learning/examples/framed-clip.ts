import { type Draw } from '../synthesis/draw.js';
import { segmenterFrames } from '../../network/front-end.js';
import { type FrameTargets, frameTargets } from './frame-targets.js';
import { type TrainingClip } from './training-clip.js';

export interface FramedClip {
  readonly frames: readonly Float32Array[];
  readonly targets: FrameTargets;
}

/** What the network sees of a clip and what it ought to say. */
export function frameClip(clip: TrainingClip): FramedClip {
  const frames = segmenterFrames(clip.samples, clip.settings);
  return { frames, targets: frameTargets(clip, frames.length) };
}

/**
 * Hides a strip of bands, and a few moments whose answers then do not count, in a clip of one's own (Park et al., SpecAugment, 2019).
 */
export function maskFrames({ frames, targets }: FramedClip, bands: number, draw: Draw): void {
  if (draw.chance(0.3)) {
    const width = draw.whole(1, Math.ceil(bands / 6));
    const first = draw.whole(0, bands - width);
    for (const frame of frames) {
      for (let start = 0; start < frame.length; start += bands) {
        const nothing = start === 2 * bands ? -2 : 0;
        frame.fill(nothing, start + first, start + first + width);
      }
    }
  }
  if (!draw.chance(0.2)) return;
  for (let count = draw.whole(1, 3); count > 0; count--) {
    const width = draw.whole(1, 4);
    const first = draw.whole(0, Math.max(0, frames.length - width));
    for (let index = first; index < Math.min(frames.length, first + width); index++) {
      frames[index].fill(0);
      for (const weights of [targets.vocalWeights, targets.onsetWeights, targets.offsetWeights]) weights[index] = 0;
    }
  }
}
