import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { RealFft } from './real-fft.js';
import { SimdRealFft } from './simd-fft/simd-real-fft.js';

type Numbers = Float32Array | Float64Array;

/** Spectra of windowed frames, without allocation per frame. */
interface FrameSpectrum {
  readonly bins: number;
  power(samples: Float32Array, start: number, output: Numbers): void;
  spectrum(samples: Float32Array, start: number, real: Numbers, imaginary: Numbers): void;
}

/**
 * Spectra of windowed frames. Lengths that have a SIMD plan (multiples of 8 from 32 to 262144 without prime factors above 7) are transformed in
 * single precision, the rest in double precision. No call leaves anything behind, so that users of one instance may take turns.
 */
export class ShortTimeSpectrum implements FrameSpectrum {
  readonly bins: number;
  private readonly frames: FrameSpectrum;

  /**
   * @param fftLength an integer of 1..16777216
   * @param window its length is the frame's; a longer transform pads it with zeros on both sides
   * @throws DspArgumentError for a window that is longer than the transform
   */
  constructor(fftLength: number, window: Float64Array) {
    if (window.length > fftLength) throw new DspArgumentError('window', `at most ${fftLength} numbers long`, window);
    this.frames = SimdRealFft.suits(fftLength)
      ? new SimdRealFft(fftLength, window)
      : new DoubleFrameSpectrum(fftLength, window);
    this.bins = this.frames.bins;
  }

  /** Writes `|X[k]|²` of the frame that begins at `start`, not scaled; `output` takes `bins` numbers. */
  power(samples: Float32Array, start: number, output: Numbers): void {
    this.frames.power(samples, start, output);
  }

  /** Writes `X[k]` of the frame that begins at `start`, not scaled; the arrays take `bins` numbers each. */
  spectrum(samples: Float32Array, start: number, real: Numbers, imaginary: Numbers): void {
    this.frames.spectrum(samples, start, real, imaginary);
  }
}

class DoubleFrameSpectrum implements FrameSpectrum {
  readonly bins: number;
  private readonly fft: RealFft;
  private readonly frame: Float64Array;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;

  constructor(
    fftLength: number,
    private readonly window: Float64Array,
  ) {
    this.fft = new RealFft(fftLength);
    this.bins = this.fft.bins;
    this.frame = new Float64Array(fftLength);
    this.real = new Float64Array(this.bins);
    this.imaginary = new Float64Array(this.bins);
  }

  power(samples: Float32Array, start: number, output: Numbers): void {
    const { real, imaginary } = this;
    this.transform(samples, start);
    for (let bin = 0; bin < this.bins; bin++) output[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
  }

  spectrum(samples: Float32Array, start: number, real: Numbers, imaginary: Numbers): void {
    this.transform(samples, start);
    real.set(this.real);
    imaginary.set(this.imaginary);
  }

  private transform(samples: Float32Array, start: number): void {
    const { frame, window } = this;
    const offset = Math.floor((frame.length - window.length) / 2);
    for (let index = 0; index < window.length; index++) frame[offset + index] = samples[start + index] * window[index];
    this.fft.forward(frame, this.real, this.imaginary);
  }
}
