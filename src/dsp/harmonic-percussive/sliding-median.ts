import { DspArgumentError } from '../arguments/dsp-argument-error.js';

const LONGEST = 4_095;

/** Refuses lengths that are no odd integers of 1..4095. */
export function checkMedianLength(argument: string, length: number): void {
  if (!Number.isInteger(length) || length % 2 !== 1 || length < 1 || length > LONGEST) {
    throw new DspArgumentError(argument, `an odd integer of 1..${LONGEST}`, length);
  }
}

/**
 * Median of the values around each value. The array is mirrored at its ends, with the end values repeated, as often as the length demands.
 *
 * The window is kept sorted; a step takes one value out and puts one in by moving those between their places, which are few in slowly changing
 * signals. Work arrays are made once, for any number of rows of one length.
 * Source: the sorted running window of T. S. Huang et al., "A fast two-dimensional median filtering algorithm", IEEE Trans. ASSP 27(1), 1979, for real
 * numbers.
 */
export class SlidingMedian {
  private readonly mirrored: Float32Array;
  private readonly sorted: Float32Array;
  private readonly half: number;

  /**
   * @param count values of a row @param length an odd integer of 1..4095
   * @throws DspArgumentError for another length
   */
  constructor(
    private readonly count: number,
    length: number,
  ) {
    checkMedianLength('length', length);
    this.half = (length - 1) / 2;
    this.mirrored = new Float32Array(count + 2 * this.half + 1);
    this.sorted = new Float32Array(length);
  }

  /** Replaces `values[begin], values[begin + stride], …`, `count` of them, by their medians; they must be finite. */
  filter(values: Float32Array, begin: number, stride: number): void {
    const { count, half, mirrored, sorted } = this;
    if (count === 0) return;
    for (let index = 0, place = begin; index < count; index++, place += stride) mirrored[half + index] = values[place];
    for (let index = 0; index < half; index++) {
      mirrored[half - 1 - index] = mirrored[half + mirroredPlace(index, count)];
      mirrored[half + count + index] = mirrored[half + count - 1 - mirroredPlace(index, count)];
    }
    sorted.set(mirrored.subarray(0, sorted.length));
    sorted.sort();
    for (let index = 0, place = begin; index < count; index++, place += stride) {
      values[place] = sorted[half];
      replace(sorted, mirrored[index], mirrored[index + sorted.length]);
    }
  }
}

/** Position in `0..count - 1` that stands `index` beyond an end, counted from that end. */
function mirroredPlace(index: number, count: number): number {
  const turn = index % (2 * count);
  return turn < count ? turn : 2 * count - 1 - turn;
}

function replace(sorted: Float32Array, leaving: number, coming: number): void {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < leaving) low = middle + 1;
    else high = middle;
  }
  if (coming > leaving) {
    for (; low + 1 < sorted.length && sorted[low + 1] < coming; low++) sorted[low] = sorted[low + 1];
  } else {
    for (; low > 0 && sorted[low - 1] > coming; low--) sorted[low] = sorted[low - 1];
  }
  sorted[low] = coming;
}
