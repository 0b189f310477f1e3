/** The samples of a stream from a place on that moves with the listener. */
export class SampleQueue {
  private samples = new Float32Array(0);
  private begin = 0;
  private length = 0;

  /** Place after the last sample. */
  get end(): number {
    return this.begin + this.length;
  }

  /** Bytes that are held: what does not grow with the length of the stream. */
  get bytes(): number {
    return this.samples.byteLength;
  }

  append(samples: Float32Array): void {
    if (this.length + samples.length > this.samples.length) {
      const grown = new Float32Array(2 * (this.length + samples.length));
      grown.set(this.samples.subarray(0, this.length));
      this.samples = grown;
    }
    this.samples.set(samples, this.length);
    this.length += samples.length;
  }

  /** Forgets what lies before a place. */
  forget(before: number): void {
    const gone = Math.min(this.length, before - this.begin);
    if (gone <= 0) return;
    this.samples.copyWithin(0, gone, this.length);
    this.begin += gone;
    this.length -= gone;
  }

  /** A copy of a part, as far as there is one. */
  slice(from: number, to: number): Float32Array {
    return this.samples.slice(Math.max(0, from - this.begin), Math.max(0, Math.min(this.length, to - this.begin)));
  }
}
