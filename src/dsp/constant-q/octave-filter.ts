import type { Octave } from './constant-q-plan.js';
import { DecimatedFrame } from './decimated-frame.js';
import type { DecimatedSignal } from '../resampling/halve-rate.js';
import { ShortTimeSpectrum } from '../fourier/short-time-spectrum.js';
import { windowFunction } from '../fourier/window-functions.js';

/** Amplitudes of the bins of one octave at any time of a signal. Has work arrays of its own, which are not to be shared between threads. */
export class OctaveFilter {
  private readonly spectra: ShortTimeSpectrum;
  private readonly frames = new DecimatedFrame();
  private readonly frame: Float32Array;
  private readonly real: Float32Array;
  private readonly imaginary: Float32Array;
  /** The first and one after the last bin of the spectrum that any kernel needs. */
  private readonly low: number;
  private readonly high: number;

  constructor(private readonly octave: Octave) {
    this.spectra = new ShortTimeSpectrum(octave.fftLength, windowFunction('rectangular', octave.fftLength));
    this.frame = new Float32Array(octave.fftLength);
    this.real = new Float32Array(this.spectra.bins);
    this.imaginary = new Float32Array(this.spectra.bins);
    this.low = Math.min(...octave.kernels.map(({ first }) => first));
    this.high = Math.max(...octave.kernels.map(({ first, real }) => first + real.length));
  }

  /**
   * Writes this octave's amplitudes into a column of all bins.
   * @param levels the signal at its rate, at half of it, … and at this octave's
   * @param centre sample of the full rate on which the column is centred
   */
  amplitudes(levels: readonly DecimatedSignal[], centre: number, output: Float32Array, column: number): void {
    const { step } = levels[levels.length - 1];
    const start = centre - (this.frame.length * step) / 2;
    const later = this.frames.fill(levels, start, this.frame);
    this.spectra.spectrum(this.frame, 0, this.real, this.imaginary);
    if (later !== 0) this.delay(later);
    this.apply(output, column + this.octave.firstBin);
  }

  /** Moves the spectrum of a frame to a time later by a fraction of a sample. */
  private delay(fraction: number): void {
    const { real, imaginary, low, high } = this;
    const angle = (-2 * Math.PI * fraction) / this.octave.fftLength;
    const stepReal = Math.cos(angle);
    const stepImaginary = Math.sin(angle);
    let turnReal = Math.cos(angle * low);
    let turnImaginary = Math.sin(angle * low);
    for (let bin = low; bin < high; bin++) {
      const turned = real[bin] * turnReal - imaginary[bin] * turnImaginary;
      imaginary[bin] = real[bin] * turnImaginary + imaginary[bin] * turnReal;
      real[bin] = turned;
      const next = turnReal * stepReal - turnImaginary * stepImaginary;
      turnImaginary = turnReal * stepImaginary + turnImaginary * stepReal;
      turnReal = next;
    }
  }

  private apply(output: Float32Array, offset: number): void {
    const { real, imaginary } = this;
    const { kernels } = this.octave;
    for (let index = 0; index < kernels.length; index++) {
      const kernel = kernels[index];
      const kernelReal = kernel.real;
      const kernelImaginary = kernel.imaginary;
      let sumReal = 0;
      let sumImaginary = 0;
      for (let place = 0, bin = kernel.first; place < kernelReal.length; place++, bin++) {
        sumReal += kernelReal[place] * real[bin] - kernelImaginary[place] * imaginary[bin];
        sumImaginary += kernelReal[place] * imaginary[bin] + kernelImaginary[place] * real[bin];
      }
      output[offset + index] = Math.sqrt(sumReal * sumReal + sumImaginary * sumImaginary);
    }
  }
}
