/** The frames of a stream in which somebody may speak, as far as they still count. */
export class SpokenFrames {
  private frames: number[] = [];

  /** @param threshold probability from which on somebody may speak */
  constructor(private readonly threshold: number) {}

  take(frame: number, score: number): void {
    if (score >= this.threshold) this.frames.push(frame);
  }

  /** Whether somebody may speak in frames of `begin` up to `end`. */
  hasAny(begin: number, end: number): boolean {
    return this.frames.some((frame) => frame >= begin && frame < end);
  }

  /** Forgets what lies before a frame. */
  forget(before: number): void {
    const first = this.frames.findIndex((frame) => frame >= before);
    this.frames = first < 0 ? [] : this.frames.slice(first);
  }
}
