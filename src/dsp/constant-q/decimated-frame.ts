import { halve, HALVING_REACH, type DecimatedSignal } from '../resampling/halve-rate.js';

/** More samples than any run between nothing and the signal itself has; see {@link Edge}. */
const ROOM = 4 * HALVING_REACH;

/**
 * Frames cut out of a signal at its full rate, but seen at a lower one: what is left when the frame, zeros around it, goes through the filters.
 *
 * Cutting the decimated signal instead would be simpler, but is not the same: a cut through a high tone sounds at all frequencies, at about
 * -55 dB where low bands begin. Inside the frame the two agree, so only the outputs near both ends are computed apart. What rings beyond the ends is wrapped
 * around, as the transform of the whole frame does.
 */
export class DecimatedFrame {
  private readonly left = new Edge('begin');
  private readonly right = new Edge('end');

  /**
   * Writes a frame of `output.length · step` samples of the full rate; the output's length must be a power of two.
   * @param levels the signal at the full rate, at half of it, … and at the rate of the frame
   * @param start first sample of the frame at the full rate
   * @returns the place of `output[0]`, in samples of the frame's rate, later than the frame's begin: -0.5..0.5
   */
  fill(levels: readonly DecimatedSignal[], start: number, output: Float32Array): number {
    const { data, first, step } = levels[levels.length - 1];
    const origin = Math.round(start / step);
    const end = start + output.length * step;
    this.left.follow(levels, start);
    this.right.follow(levels, end);
    const from = this.left.last - origin;
    const to = this.right.first - origin;
    const begin = Math.max(from, first - origin);
    const stop = Math.max(begin, Math.min(to, first + data.length - origin));
    output.fill(0, 0, begin);
    if (stop > begin) output.set(data.subarray(begin + origin - first, stop + origin - first), begin);
    output.fill(0, stop);
    this.left.add(output, origin);
    this.right.add(output, origin);
    return origin - start / step;
  }
}

/** The samples near one end of a frame, level after level: on its one side are only zeros, on the other one the frame is the signal itself. */
class Edge {
  /** The run is samples `first..last - 1` of the present level. */
  first = 0;
  last = 0;
  private readonly values = new Float32Array(ROOM);
  private readonly around = new Float32Array(3 * ROOM);

  constructor(private readonly side: 'begin' | 'end') {}

  follow(levels: readonly DecimatedSignal[], place: number): void {
    this.first = place;
    this.last = place;
    for (let level = 0; level < levels.length - 1; level++) {
      const first = Math.ceil((this.first - HALVING_REACH) / 2);
      const last = Math.ceil((this.last + HALVING_REACH) / 2);
      const origin = 2 * first - HALVING_REACH;
      this.lookAround(levels[level], origin, 2 * last + HALVING_REACH - origin);
      halve(this.around, HALVING_REACH, this.values, 0, last - first);
      this.first = first;
      this.last = last;
    }
  }

  /** Adds the run to a frame whose sample 0 stands at `origin`, wrapped around its ends; its length is a power of two. */
  add(output: Float32Array, origin: number): void {
    const wrap = output.length - 1;
    const place = this.first - origin;
    for (let index = 0; index < this.last - this.first; index++) output[(place + index) & wrap] += this.values[index];
  }

  private lookAround({ data, first }: DecimatedSignal, origin: number, length: number): void {
    const { around, values } = this;
    const begin = this.first - origin;
    const end = this.last - origin;
    const offset = origin - first;
    around.fill(0, 0, length);
    const signalFrom = this.side === 'begin' ? end : 0;
    const signalTo = this.side === 'begin' ? length : begin;
    const from = Math.max(signalFrom, -offset);
    const to = Math.min(signalTo, data.length - offset);
    for (let index = from; index < to; index++) around[index] = data[index + offset];
    for (let index = begin; index < end; index++) around[index] = values[index - begin];
  }
}
