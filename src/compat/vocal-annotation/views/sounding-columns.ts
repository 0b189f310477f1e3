/** Finds the columns of a picture in whose reach the waveform is not zero. */
export class SoundingColumns {
  readonly columns: boolean[];
  private position = 0;

  /** @param reach samples by which sound is widened to both sides */
  constructor(
    columns: number,
    private readonly hopLength: number,
    private readonly reach: number,
  ) {
    this.columns = new Array<boolean>(columns).fill(false);
  }

  /** Takes the next samples of the clip; column t stands at its sample t · hop. */
  push(samples: Float32Array): void {
    for (let first = 0; first < samples.length; first++) {
      if (samples[first] === 0) continue;
      let end = first + 1;
      while (end < samples.length && samples[end] !== 0) end++;
      this.mark(this.position + first, this.position + end);
      first = end;
    }
    this.position += samples.length;
  }

  private mark(first: number, end: number): void {
    const last = Math.min(this.columns.length - 1, Math.floor((end - 1 + this.reach) / this.hopLength));
    for (let column = Math.max(0, Math.ceil((first - this.reach) / this.hopLength)); column <= last; column++) {
      this.columns[column] = true;
    }
  }
}
