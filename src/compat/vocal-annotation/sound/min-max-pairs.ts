/** Longer clips are reduced to about so many pairs, whatever length was asked for. */
const PAIRS = 5_000;

/** Python's `round`: halves go to the even neighbour. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Samples for each pair of a clip of `frames` samples. */
export const groupLength = (frames: number): number => Math.max(1, roundHalfToEven(frames / PAIRS));

/** Reduces samples that come piece by piece to (minimum, maximum) of consecutive groups; an incomplete last group is dropped. */
export class MinMaxPairs {
  private readonly pairs: Float64Array;
  private inGroup = 0;
  private count = 0;
  private min = Infinity;
  private max = -Infinity;

  constructor(
    frames: number,
    private readonly group = groupLength(frames),
  ) {
    this.pairs = new Float64Array(2 * Math.floor(frames / group));
  }

  push(samples: Float32Array): void {
    for (const sample of samples) {
      if (sample < this.min) this.min = sample;
      if (sample > this.max) this.max = sample;
      if (++this.inGroup < this.group) continue;
      this.pairs[this.count++] = this.min;
      this.pairs[this.count++] = this.max;
      this.inGroup = 0;
      this.min = Infinity;
      this.max = -Infinity;
    }
  }

  finish(): Float64Array {
    return this.pairs.subarray(0, this.count);
  }
}
