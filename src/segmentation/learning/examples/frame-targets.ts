import { frameSeconds } from '../../network/segmenter-settings.js';
import { type TrainingClip } from './training-clip.js';

/** What the network ought to say of the frames of a clip, and how much each answer counts. */
export interface FrameTargets {
  readonly frames: number;
  readonly vocal: Float32Array;
  readonly onset: Float32Array;
  readonly offset: Float32Array;
  readonly vocalWeights: Float32Array;
  readonly onsetWeights: Float32Array;
  readonly offsetWeights: Float32Array;
  readonly classes: Int32Array;
  readonly classWeights: Float32Array;
}

/** Width of the bump around a boundary, frames (standard deviation). */
const BOUNDARY_WIDTH = 1.2;
const BUMP_REACH = 5;
/** Boundaries are rare: a frame at one counts this much more than one far from all. */
const BOUNDARY_EMPHASIS = 6;

/** Targets of the frames of a clip: frame t stands for second t · frameSeconds ± half of it. Outside of the area nothing counts. */
export function frameTargets(clip: TrainingClip, frames: number): FrameTargets {
  const step = frameSeconds(clip.settings);
  const rows = Array.from({ length: 7 }, () => new Float32Array(frames));
  const [vocal, onset, offset, vocalWeights, onsetWeights, offsetWeights, classWeights] = rows;
  const classes = new Int32Array(frames);
  const first = Math.max(0, Math.ceil(clip.area.onset / step));
  const last = Math.min(frames - 1, Math.floor(clip.area.offset / step));
  for (const label of clip.labels) {
    const [begin, end] = [label.onset / step, label.offset / step];
    for (let frame = Math.max(0, Math.floor(begin)); frame <= Math.min(frames - 1, Math.ceil(end)); frame++) {
      const covered = Math.min(frame + 0.5, end) - Math.max(frame - 0.5, begin);
      vocal[frame] = Math.min(1, vocal[frame] + Math.max(0, covered));
      if (covered < 0.5) continue;
      classes[frame] = label.class;
      classWeights[frame] = clip.classified ? 1 : 0;
    }
    addBump(onset, begin);
    addBump(offset, end);
  }
  for (let frame = first; frame <= last; frame++) {
    vocalWeights[frame] = 1;
    onsetWeights[frame] = clip.exact ? 1 + BOUNDARY_EMPHASIS * onset[frame] : 0;
    offsetWeights[frame] = clip.exact ? 1 + BOUNDARY_EMPHASIS * offset[frame] : 0;
  }
  classWeights.fill(0, 0, first);
  classWeights.fill(0, last + 1);
  return { frames, vocal, onset, offset, vocalWeights, onsetWeights, offsetWeights, classes, classWeights };
}

function addBump(row: Float32Array, position: number): void {
  const first = Math.max(0, Math.ceil(position - BUMP_REACH));
  const last = Math.min(row.length - 1, Math.floor(position + BUMP_REACH));
  for (let frame = first; frame <= last; frame++) {
    row[frame] = Math.max(row[frame], Math.exp(-(((frame - position) / BOUNDARY_WIDTH) ** 2) / 2));
  }
}
