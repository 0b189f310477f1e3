import { type FrameScores } from './frame-scores.js';

/** What the frames of one event say together: sums, so that no event is too long to be judged. */
export class Judgement {
  private readonly sums: Float64Array;
  private vocal = 0;
  private frames = 0;

  constructor(private readonly classes: number) {
    this.sums = new Float64Array(classes);
  }

  /** Adds a frame. Sums depend on the order in the last bits, so frames come in the order of time. */
  add(scores: FrameScores, index: number): void {
    this.vocal += scores.vocal[index];
    this.frames++;
    for (let each = 0; each < this.classes; each++) this.sums[each] += scores.classes[each * scores.frames + index];
  }

  /** The class with the greatest mean log-probability; the mean probability of vocalisation, 0..1. */
  get verdict(): { readonly class: number; readonly confidence: number } {
    const { sums, vocal, frames } = this;
    return { class: sums.indexOf(Math.max(...sums)), confidence: frames > 0 ? vocal / frames : 0 };
  }
}
