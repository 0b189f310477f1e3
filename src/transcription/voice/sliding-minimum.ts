/** The smallest of the last values of a stream, in constant time a value (a queue of rising candidates). */
export class SlidingMinimum {
  private readonly candidates: { readonly index: number; readonly value: number }[] = [];
  private count = 0;

  /** @param length values that count */
  constructor(private readonly length: number) {}

  /** Takes a value and tells the smallest of the last ones. */
  push(value: number): number {
    const { candidates } = this;
    while (candidates.length > 0 && candidates[candidates.length - 1].value >= value) candidates.pop();
    candidates.push({ index: this.count, value });
    if (candidates[0].index <= this.count - this.length) candidates.shift();
    this.count++;
    return candidates[0].value;
  }
}
