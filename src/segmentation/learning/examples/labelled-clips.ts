import { randomSource } from '../../../training/index.js';
import { type SegmenterSettings } from '../../network/segmenter-settings.js';
import { type Label } from '../labelled-audio.js';
import { Draw } from '../synthesis/draw.js';
import { type Augmentation, augmentClip } from './augment-clip.js';
import { type ClipSource, type TrainingClip } from './training-clip.js';

/** A labelled stretch with its samples. */
export interface LabelledStretch {
  readonly samples: Float32Array;
  /** Where they come from, and the second of it at which they begin; stretches without a source are of recordings of their own. */
  readonly source?: string;
  readonly startSeconds?: number;
  readonly settings: SegmenterSettings;
  readonly area: { readonly onset: number; readonly offset: number };
  readonly labels: readonly Label[];
  readonly exact?: boolean;
  readonly classified?: boolean;
  /** How often it is taken, relative to the others; by its length and labels when left out. */
  readonly share?: number;
}

/** Longest clip, frames: enough for several crops and for what is loud around them. */
const CLIP_FRAMES = 2_000;

/** Augmented clips of labelled stretches. Every second one begins near a label, if there is any. */
export class LabelledClips implements ClipSource {
  private readonly shares: readonly number[];

  constructor(
    private readonly stretches: readonly LabelledStretch[],
    private readonly augmentation: Augmentation,
  ) {
    const shares = stretches.map(({ share, area, labels }) => share ?? area.offset - area.onset + 0.5 * labels.length);
    const total = shares.reduce((sum, share) => sum + share, 0);
    let sum = 0;
    this.shares = shares.map((share) => (sum += share) / total);
  }

  clip(...seed: readonly (number | string)[]): TrainingClip {
    const draw = new Draw(randomSource(...seed));
    const chosen = draw.random();
    const stretch = this.stretches[this.shares.findIndex((share) => chosen < share)] ?? this.stretches[0];
    return augmentClip(this.cut(stretch, draw), this.augmentation, draw);
  }

  private cut(stretch: LabelledStretch, draw: Draw): TrainingClip {
    const { settings, samples, area, labels, exact = true, classified = true } = stretch;
    const length = CLIP_FRAMES * settings.timeStepSeconds;
    const whole = samples.length / settings.sampleRateHz;
    let begin = 0;
    if (whole > length) {
      const near = labels.length > 0 && draw.chance(0.5) ? draw.one(labels).onset - draw.between(0, length) : undefined;
      begin = Math.min(whole - length, Math.max(0, near ?? draw.between(0, whole - length)));
    }
    const first = Math.round(begin * settings.sampleRateHz);
    const start = first / settings.sampleRateHz;
    const part = samples.subarray(first, first + Math.round(length * settings.sampleRateHz));
    const end = part.length / settings.sampleRateHz;
    return {
      samples: part,
      settings,
      area: { onset: Math.max(0, area.onset - start), offset: Math.min(end, area.offset - start) },
      // Labels that a clip cuts in two stay whole: what lies outside of the clip has no frame.
      labels: labels
        .filter(({ onset, offset }) => offset > start && onset < start + end)
        .map((label) => ({ ...label, onset: label.onset - start, offset: label.offset - start })),
      exact,
      classified,
    };
  }
}
