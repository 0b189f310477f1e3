import { checkFinite, checkNumber } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';

const HALF_KEYS = 1 << 16;

/**
 * Percentiles as NumPy's default gives them: on a straight line between the two nearest values. The values are not sorted but counted by their bits,
 * so that the time grows with their number only, and many equal ones do no harm.
 * Source: definition 7 of R. J. Hyndman & Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50(4), 1996.
 *
 * @param values at least one, in any order
 * @param percents each 0..100
 * @returns one number for each of `percents`
 * @throws DspArgumentError for an empty array, NaN or infinities in it, or percents outside their range
 */
export function percentiles(values: Float32Array, percents: readonly number[]): number[] {
  if (values.length === 0) throw new DspArgumentError('values', 'an array that is not empty', values);
  checkFinite('values', values);
  percents.forEach((percent, index) => {
    checkNumber(`percents[${index}]`, percent, 0, 100);
  });
  const ranked = new RankedValues(values);
  return percents.map((percent) => {
    const position = (percent / 100) * (values.length - 1);
    const rank = Math.floor(position);
    const share = position - rank;
    const lower = ranked.at(rank);
    if (share === 0) return lower;
    const upper = ranked.at(rank + 1);
    return share < 0.5 ? lower + (upper - lower) * share : upper - (upper - lower) * (1 - share);
  });
}

/** The percentile 50: the middle value, or the mean of the middle two. */
export function median(values: Float32Array): number {
  return percentiles(values, [50])[0];
}

/** Order statistics by two rounds of counting: by the upper half of the bits of all values, and by the lower half of those that share the upper. */
class RankedValues {
  private readonly keys: Uint32Array;
  private readonly counts: Uint32Array;
  private readonly countsBelow = new Map<number, Uint32Array>();

  constructor(values: Float32Array) {
    // A key orders as its value does: negative values count backwards, so their bits are turned over.
    this.keys = new Uint32Array(values.length);
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    this.counts = new Uint32Array(HALF_KEYS);
    for (let index = 0; index < bits.length; index++) {
      const key = (bits[index] ^ ((bits[index] >> 31) | 0x80000000)) >>> 0;
      this.keys[index] = key;
      this.counts[key >>> 16]++;
    }
  }

  /** The value at this place of the sorted array. */
  at(rank: number): number {
    const upper = findRank(this.counts, rank);
    let counts = this.countsBelow.get(upper.key);
    if (counts === undefined) {
      counts = new Uint32Array(HALF_KEYS);
      for (const key of this.keys) if (key >>> 16 === upper.key) counts[key & (HALF_KEYS - 1)]++;
      this.countsBelow.set(upper.key, counts);
    }
    const key = ((upper.key << 16) | findRank(counts, upper.rest).key) >>> 0;
    const bits = key >= 0x80000000 ? key ^ 0x80000000 : ~key;
    return new Float32Array(Int32Array.of(bits).buffer)[0];
  }
}

/** The key that the value of this rank has, and how many values of that key come before it. */
function findRank(counts: Uint32Array, rank: number): { key: number; rest: number } {
  let rest = rank;
  let key = 0;
  while (rest >= counts[key]) rest -= counts[key++];
  return { key, rest };
}
