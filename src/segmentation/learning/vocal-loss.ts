import { type FrameScores } from '../network/frame-scores.js';
import { frameSeconds } from '../network/segmenter-settings.js';
import { type LabelledStretch } from './examples/labelled-clips.js';

interface FrameSpan {
  /** Frames, not whole ones. */
  readonly begin: number;
  readonly end: number;
}

/** Probabilities nearer to 0 and 1 count as these, so that one sure mistake does not count without limit. */
const LEAST = 1e-6;

/**
 * The cross-entropy of vocalisation over the frames of a stretch's area, summed up as the scores come. Frames stand for what `frameTargets` says; it
 * would hold them all.
 */
export class VocalLoss {
  sum = 0;
  /** Frames that count. */
  frames = 0;
  private readonly labels: readonly FrameSpan[];
  private readonly area: FrameSpan;
  /** Labels that have begun and not ended yet. */
  private sounding: FrameSpan[] = [];
  private begun = 0;
  private seen = 0;

  constructor({ settings, area, labels }: Pick<LabelledStretch, 'settings' | 'area' | 'labels'>) {
    const step = frameSeconds(settings);
    this.labels = [...labels]
      .sort((left, right) => left.onset - right.onset)
      .map(({ onset, offset }) => ({ begin: onset / step, end: offset / step }));
    this.area = { begin: Math.ceil(area.onset / step), end: Math.floor(area.offset / step) };
  }

  /** Takes the scores of the next frames. */
  add({ frames, vocal }: FrameScores): void {
    const first = this.seen;
    const targets = this.targets(first, frames);
    this.seen += frames;
    const last = Math.min(first + frames - 1, this.area.end);
    for (let frame = Math.max(first, this.area.begin); frame <= last; frame++) {
      const probability = Math.min(1 - LEAST, Math.max(LEAST, vocal[frame - first]));
      const target = targets[frame - first];
      this.sum -= target * Math.log(probability) + (1 - target) * Math.log(1 - probability);
      this.frames++;
    }
  }

  /** How much of each frame is labelled, 0..1. */
  private targets(first: number, frames: number): Float32Array {
    const targets = new Float32Array(frames);
    const end = first + frames;
    while (this.begun < this.labels.length && Math.floor(this.labels[this.begun].begin) < end) {
      this.sounding.push(this.labels[this.begun++]);
    }
    for (const { begin, end: over } of this.sounding) {
      const last = Math.min(end - 1, Math.ceil(over));
      for (let frame = Math.max(first, Math.floor(begin)); frame <= last; frame++) {
        const covered = Math.min(frame + 0.5, over) - Math.max(frame - 0.5, begin);
        targets[frame - first] = Math.min(1, targets[frame - first] + Math.max(0, covered));
      }
    }
    this.sounding = this.sounding.filter((label) => Math.ceil(label.end) >= end);
    return targets;
  }
}
