import { parabolicPeak } from '../rhythm/interpolate.js';

/** Peaks of one spectrum in arrays that are used again for the next one; `count` of them are valid. */
export class SpectralPeaks {
  readonly bins: Float64Array;
  readonly magnitudes: Float64Array;
  count = 0;

  /** @param most peaks that fit; a spectrum of n bins has at most n / 2 */
  constructor(most: number) {
    this.bins = new Float64Array(most);
    this.magnitudes = new Float64Array(most);
  }

  /**
   * Finds the local maxima of power among bins `first..last` that exceed a threshold. Their place between the bins is that of a parabola through
   * the logarithms, which is exact for a Gaussian window and within 0.05 bins for a Hann window.
   * Source: J. O. Smith & X. Serra, "PARSHL", ICMC 1987.
   */
  find(power: Float32Array, first: number, last: number, threshold: number): void {
    this.count = 0;
    for (let bin = Math.max(1, first); bin <= Math.min(last, power.length - 2); bin++) {
      const peak = power[bin];
      if (peak <= threshold || peak <= power[bin - 1] || peak < power[bin + 1]) continue;
      const before = Math.log(power[bin - 1] + Number.MIN_VALUE);
      const after = Math.log(power[bin + 1] + Number.MIN_VALUE);
      this.bins[this.count] = bin + parabolicPeak(before, Math.log(peak), after);
      this.magnitudes[this.count] = Math.sqrt(peak);
      this.count++;
    }
  }
}
