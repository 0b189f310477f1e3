/** Which frames of a stream hold a voice, from a frame on that moves with the listener. */
export class VoiceTrack {
  private flags: boolean[] = [];
  private begin = 0;

  /** First frame that is not known yet. */
  get end(): number {
    return this.begin + this.flags.length;
  }

  append(flags: readonly boolean[]): void {
    for (const flag of flags) this.flags.push(flag);
  }

  /** Forgets what lies before a frame. */
  forget(before: number): void {
    if (before <= this.begin) return;
    this.flags = this.flags.slice(before - this.begin);
    this.begin = Math.max(before, this.begin);
  }

  /** False for frames that are forgotten or not known. */
  isVoiced(frame: number): boolean {
    return this.flags[frame - this.begin] ?? false;
  }

  /** The first frame from `from` on, and before `to`, that is voiced, or that is not; undefined when there is none. */
  find(isVoiced: boolean, from: number, to = this.end): number | undefined {
    for (let frame = Math.max(from, this.begin); frame < Math.min(to, this.end); frame++) {
      if (this.isVoiced(frame) === isVoiced) return frame;
    }
    return undefined;
  }

  /** Number of voiced frames. */
  count(from: number, to: number): number {
    let count = 0;
    for (let frame = from; frame < to; frame++) if (this.isVoiced(frame)) count++;
    return count;
  }

  /** Runs of voiced frames from `from` up to `to`. */
  runs(from: number, to: number): [begin: number, end: number][] {
    const runs: [number, number][] = [];
    for (let begin = this.find(true, from, to); begin !== undefined;) {
      const end = this.find(false, begin, to) ?? Math.min(to, this.end);
      runs.push([begin, end]);
      begin = this.find(true, end, to);
    }
    return runs;
  }
}
