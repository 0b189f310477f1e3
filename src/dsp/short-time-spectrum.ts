import { checkLength } from './check-arguments.js';
import { RealFft } from './real-fft.js';

/** Power spectra of windowed frames, without allocation per frame. */
export class ShortTimeSpectrum {
  readonly bins: number;
  private readonly fft: RealFft;
  private readonly frame: Float64Array;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;

  /**
   * @param window its length is the frame's; a longer transform pads it with zeros on both sides
   * @throws DspArgumentError for a window that is longer than the transform
   */
  constructor(
    fftLength: number,
    private readonly window: Float64Array,
  ) {
    this.fft = new RealFft(fftLength);
    if (window.length > fftLength) checkLength('window', window, fftLength);
    this.bins = this.fft.bins;
    this.frame = new Float64Array(fftLength);
    this.real = new Float64Array(this.bins);
    this.imaginary = new Float64Array(this.bins);
  }

  /** Writes `|X[k]|²` of the frame that begins at `start`, not scaled. */
  power(samples: Float32Array, start: number, output: Float32Array | Float64Array): void {
    const { frame, window, real, imaginary } = this;
    const offset = Math.floor((frame.length - window.length) / 2);
    for (let index = 0; index < window.length; index++) frame[offset + index] = samples[start + index] * window[index];
    this.fft.forward(frame, real, imaginary);
    for (let bin = 0; bin < this.bins; bin++) output[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
  }
}
