import { SMALLEST_NORMAL } from '../levels/smallest-normal.js';
import { RealFft } from './real-fft.js';

/**
 * The signal of which the given spectra are the nearest to being the short-time Fourier transform: what librosa's `istft` does.
 * Source: D. Griffin & J. Lim, "Signal estimation from modified short-time Fourier transform", IEEE Trans. ASSP 32(2), 1984.
 */
export class OverlapAdd {
  private readonly fft: RealFft;
  private readonly frame: Float64Array;
  private readonly sum: Float32Array;
  private readonly weights: Float32Array;

  /** @param length of the signal @param window of even length, as in the analysis @param hopLength from one frame's centre to the next one's; the first is on sample 0 */
  constructor(
    length: number,
    private readonly window: Float64Array,
    private readonly hopLength: number,
  ) {
    this.fft = new RealFft(window.length);
    this.frame = new Float64Array(window.length);
    this.sum = new Float32Array(length);
    this.weights = new Float32Array(length);
  }

  /** Adds the frame of a number from its spectrum (`window.length / 2 + 1` bins each). */
  add(frame: number, real: Float64Array, imaginary: Float64Array): void {
    const { window, sum, weights } = this;
    this.fft.inverse(real, imaginary, this.frame);
    const start = frame * this.hopLength - window.length / 2;
    const end = Math.min(window.length, sum.length - start);
    for (let index = Math.max(0, -start); index < end; index++) {
      sum[start + index] += this.frame[index] * window[index];
      weights[start + index] += window[index] * window[index];
    }
  }

  /** The signal; where windows add up to nothing, the sum as it is. */
  finish(): Float32Array {
    return this.sum.map((value, index) =>
      this.weights[index] > SMALLEST_NORMAL ? value / this.weights[index] : value,
    );
  }
}
