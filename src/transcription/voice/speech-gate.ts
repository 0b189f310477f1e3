import type { HeldTones } from './held-tones.js';
import { SpokenFrames } from './spoken-frames.js';
import { toFrames } from './voice-frames.js';

/** Sounds with less silence between them are one stretch. */
const SHORTEST_GAP = toFrames(0.5);
/** A sound that goes on for longer is judged in stretches of this length, so that music around speech passes no further than need be. */
const LONGEST_STRETCH = toFrames(10);
/** A lone sound as short as a word says little: it is dropped only where it is surer that nobody speaks. */
const SHORTEST_STRETCH = toFrames(0.8);
/** What is said of a moment is said of so much around it, too. */
const BLUR = toFrames(0.2);
/** Who speaks this close before or behind a stretch may speak in it, too. */
const NEIGHBOURHOOD = toFrames(2);

/** Probabilities from which on somebody may speak. */
export interface SpeechThresholds {
  readonly threshold: number;
  /** In a lone sound as short as a word. */
  readonly thresholdOfWord: number;
}

/**
 * Drops what the level gate passes and nobody speaks in. A stretch of sound is dropped as a whole, and only where the network finds, in no frame of
 * it and of 2 s around it, that somebody may speak; in one as short as a word, less is enough to keep it. What is kept is kept as it is: no edge is trimmed.
 * To miss speech is far worse than to pass noise.
 */
export class SpeechGate {
  /** Whether there is sound, from frame `decided` on. */
  private flags: boolean[] = [];
  private decided = 0;
  private readonly spoken: SpokenFrames;
  private readonly spokenAlone: SpokenFrames;
  private scored = 0;
  private dropped = 0;
  /** Frame behind the last stretch that was cut because it was too long: what follows at once belongs to it. */
  private cutAt = -Infinity;

  /** @param tones of the same stream, never behind the scores; lone sounds as short as a word are dropped where one fills them */
  constructor(
    { threshold, thresholdOfWord }: SpeechThresholds,
    private readonly tones: Pick<HeldTones, 'fill' | 'forget'>,
  ) {
    this.spoken = new SpokenFrames(threshold);
    this.spokenAlone = new SpokenFrames(thresholdOfWord);
  }

  /** Frames of sound that were dropped. */
  get droppedFrames(): number {
    return this.dropped;
  }

  /**
   * @param flags whether each of the next frames holds sound
   * @param scores of the next frames, how probable it is that somebody speaks; they may run behind the flags or ahead of them
   * @returns what is certain now of the frames that were not told yet: whether each holds sound that may be speech
   */
  push(flags: readonly boolean[], scores: readonly number[]): boolean[] {
    for (const flag of flags) this.flags.push(flag);
    for (const score of scores) {
      this.spoken.take(this.scored, score);
      this.spokenAlone.take(this.scored, score);
      this.scored++;
    }
    return this.decide(false);
  }

  /** The frames that are left. The stream is over then. */
  flush(): boolean[] {
    return this.decide(true);
  }

  private decide(isOver: boolean): boolean[] {
    const { flags } = this;
    const told: boolean[] = [];
    for (;;) {
      const begin = flags.indexOf(true, told.length);
      const silent = (begin < 0 ? flags.length : begin) - told.length;
      for (let frame = 0; frame < silent; frame++) told.push(false);
      if (begin < 0) break;
      const end = this.endOfStretch(begin, isOver);
      if (end === undefined || (!isOver && this.scored < this.decided + end + NEIGHBOURHOOD)) break;
      const isSpoken = this.maySpeak(this.decided + begin, this.decided + end);
      if (end - begin > LONGEST_STRETCH - SHORTEST_GAP) this.cutAt = this.decided + end;
      for (let frame = begin; frame < end; frame++) {
        if (flags[frame] && !isSpoken) this.dropped++;
        told.push(flags[frame] && isSpoken);
      }
    }
    this.flags = flags.slice(told.length);
    this.decided += told.length;
    this.spoken.forget(this.decided - NEIGHBOURHOOD);
    this.spokenAlone.forget(this.decided - NEIGHBOURHOOD);
    this.tones.forget(this.decided);
    return told;
  }

  /** Frame behind the last one with sound, counted as `flags` are; undefined while more must be known. */
  private endOfStretch(begin: number, isOver: boolean): number | undefined {
    let end = begin;
    for (let frame = begin; frame < this.flags.length; frame++) {
      if (frame - begin >= LONGEST_STRETCH) return end;
      if (this.flags[frame]) end = frame + 1;
      else if (frame + 1 - end >= SHORTEST_GAP) return end;
    }
    return isOver ? end : undefined;
  }

  private maySpeak(begin: number, end: number): boolean {
    if (this.spoken.hasAny(begin - NEIGHBOURHOOD, end + NEIGHBOURHOOD)) return true;
    const isWord = end - begin < SHORTEST_STRETCH && begin >= this.cutAt + SHORTEST_GAP;
    return isWord && this.spokenAlone.hasAny(begin - BLUR, end + BLUR) && !this.tones.fill(begin, end);
  }
}
