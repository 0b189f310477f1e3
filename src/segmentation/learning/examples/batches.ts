import { type Batch, randomSource } from '../../../training/index.js';
import { PICTURES } from '../../network/front-end.js';
import { Draw } from '../synthesis/draw.js';
import { type FramedClip, frameClip, maskFrames } from './framed-clip.js';
import { type ClipSource } from './training-clip.js';

export interface BatchesOptions {
  /** One for each example of a batch. */
  readonly sources: readonly ClipSource[];
  readonly bands: number;
  /** Frames of an example. */
  readonly frames: number;
  readonly seed: number;
  /** Examples that are cut from one clip, in as many steps. */
  readonly cropsOfClip: number;
}

/** Frames at both ends of an example whose answers do not count: the network does not see what surrounds them. */
const EDGE_FRAMES = 32;

/**
 * Batches of training: crops of clips, each clip for a few steps. A batch is a function of its step, so runs can be resumed.
 * `frames` `[batch, PICTURES, bands, frames]`; `boundaries` and `weights` `[batch, 3, frames]`; `classes` and `classWeights` `[batch, frames]`.
 */
export class Batches {
  private readonly clips = new Map<number, { number: number; clip: FramedClip }>();

  constructor(private readonly options: BatchesOptions) {}

  batch(step: number): Batch {
    const { sources, bands, frames } = this.options;
    const count = sources.length;
    const pictures = new Float32Array(count * PICTURES * bands * frames);
    const [boundaries, weights] = [new Float32Array(count * 3 * frames), new Float32Array(count * 3 * frames)];
    const [classes, classWeights] = [new Int32Array(count * frames), new Float32Array(count * frames)];
    for (let example = 0; example < count; example++) {
      const { clip, first } = this.crop(example, step);
      for (let frame = 0; frame < frames; frame++) {
        // A clip that is shorter than an example lies somewhere within it.
        const place = first + frame;
        if (place < 0 || place >= clip.frames.length) continue;
        const values = clip.frames[place];
        for (let row = 0; row < PICTURES * bands; row++) {
          pictures[(example * PICTURES * bands + row) * frames + frame] = values[row];
        }
      }
      copyRows(boundaries, clip, ['vocal', 'onset', 'offset'], { example, first, frames });
      copyRows(weights, clip, ['vocalWeights', 'onsetWeights', 'offsetWeights'], { example, first, frames });
      copyRows(classWeights, clip, ['classWeights'], { example, first, frames });
      copyRows(classes, clip, ['classes'], { example, first, frames });
      silenceEdges(weights, example * 3, 3, frames);
      silenceEdges(classWeights, example, 1, frames);
    }
    return {
      frames: { data: pictures, shape: [count, PICTURES, bands, frames] },
      boundaries: { data: boundaries, shape: [count, 3, frames] },
      weights: { data: weights, shape: [count, 3, frames] },
      classes: { data: classes, shape: [count, frames] },
      classWeights: { data: classWeights, shape: [count, frames] },
    };
  }

  private crop(example: number, step: number): { clip: FramedClip; first: number } {
    const { cropsOfClip, frames, seed } = this.options;
    const clip = this.clipOf(example, Math.floor((step + example) / cropsOfClip));
    const draw = new Draw(randomSource(seed, 'crop', example, step));
    const length = clip.frames.length;
    if (length <= frames) return { clip, first: -Math.floor(draw.between(0, frames - length + 1)) };
    return { clip, first: draw.whole(-EDGE_FRAMES, length - frames) };
  }

  private clipOf(example: number, number: number): FramedClip {
    const known = this.clips.get(example);
    if (known?.number === number) return known.clip;
    const { sources, seed, bands } = this.options;
    const clip = frameClip(sources[example].clip(seed, 'clip', example, number));
    maskFrames(clip, bands, new Draw(randomSource(seed, 'mask', example, number)));
    this.clips.set(example, { number, clip });
    return clip;
  }
}

type RowName = keyof Omit<FramedClip['targets'], 'frames'>;

function copyRows(
  to: Float32Array | Int32Array,
  { targets }: FramedClip,
  names: readonly RowName[],
  { example, first, frames }: { example: number; first: number; frames: number },
): void {
  for (const [row, name] of names.entries()) {
    const from = targets[name];
    const begin = Math.max(0, -first);
    const part = from.subarray(Math.max(0, first), Math.min(from.length, first + frames));
    to.set(part, (example * names.length + row) * frames + begin);
  }
}

function silenceEdges(weights: Float32Array, row: number, rows: number, frames: number): void {
  for (let each = row; each < row + rows; each++) {
    weights.fill(0, each * frames, each * frames + EDGE_FRAMES);
    weights.fill(0, (each + 1) * frames - EDGE_FRAMES, (each + 1) * frames);
  }
}
