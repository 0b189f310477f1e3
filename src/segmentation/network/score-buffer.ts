import { type FrameScores } from './frame-scores.js';
import { type Judgement } from './judgement.js';

interface Chunk {
  readonly first: number;
  readonly scores: FrameScores;
}

/** Scores of the frames that are still needed. */
export class ScoreBuffer {
  private chunks: Chunk[] = [];
  private count = 0;

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

  /** Adds what the frames from `from` to `to`, that one included, say of the event that they belong to. */
  judge(from: number, to: number, judgement: Judgement): void {
    for (let frame = from; frame <= to; frame++) {
      const found = this.find(frame);
      if (found) judgement.add(found.scores, found.index);
    }
  }

  private find(frame: number): { scores: FrameScores; index: number } | undefined {
    for (let index = this.chunks.length - 1; index >= 0; index--) {
      const { first, scores } = this.chunks[index];
      if (frame >= first && frame < first + scores.frames) return { scores, index: frame - first };
    }
    return undefined;
  }
}
