import { type FrameScores } from './frame-scores.js';

interface Chunk {
  readonly first: number;
  readonly scores: FrameScores;
}

/** Scores of the frames that are still needed. */
export class ScoreBuffer {
  private chunks: Chunk[] = [];
  private count = 0;

  constructor(private readonly classes: number) {}

  /** Number of the first frame that is kept. */
  get start(): number {
    return this.chunks.at(0)?.first ?? this.count;
  }

  /** Number of the frame that comes next. */
  get end(): number {
    return this.count;
  }

  push(scores: FrameScores): void {
    this.chunks.push({ first: this.count, scores });
    this.count += scores.frames;
  }

  /** Drops what lies before the frame. */
  forget(frame: number): void {
    this.chunks = this.chunks.filter(({ first, scores }) => first + scores.frames > frame);
  }

  at(frame: number): { vocal: number; onset: number; offset: number } {
    const found = this.find(frame);
    if (!found) return { vocal: 0, onset: 0, offset: 0 };
    const { scores, index } = found;
    return { vocal: scores.vocal[index], onset: scores.onset[index], offset: scores.offset[index] };
  }

  /** Class and confidence of an event of these frames: the greatest mean log-probability, and the mean probability of vocalisation. */
  judge(onset: number, offset: number): { class: number; confidence: number } {
    const sums = new Float64Array(this.classes);
    let vocal = 0;
    let frames = 0;
    for (let frame = onset; frame <= offset; frame++) {
      const found = this.find(frame);
      if (!found) continue;
      const { scores, index } = found;
      vocal += scores.vocal[index];
      frames++;
      for (let each = 0; each < this.classes; each++) sums[each] += scores.classes[each * scores.frames + index];
    }
    return { class: sums.indexOf(Math.max(...sums)), confidence: frames > 0 ? vocal / frames : 0 };
  }

  private find(frame: number): { scores: FrameScores; index: number } | undefined {
    for (let index = this.chunks.length - 1; index >= 0; index--) {
      const { first, scores } = this.chunks[index];
      if (frame >= first && frame < first + scores.frames) return { scores, index: frame - first };
    }
    return undefined;
  }
}
