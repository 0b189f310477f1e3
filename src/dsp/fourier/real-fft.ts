import { checkInteger, checkLength } from '../arguments/check-arguments.js';
import { type ComplexFft, complexFft } from './complex-fft.js';

const LARGEST_SIZE = 1 << 24;

/**
 * Discrete Fourier transform of real signals of one length, and its inverse. All tables are made once; a transform allocates nothing.
 * An instance has work arrays of its own and is not to be shared between threads.
 *
 * Even lengths go through a complex transform of half the length.
 * Source: W. H. Press et al., Numerical Recipes, 3rd ed., 12.3.
 */
export class RealFft {
  /** Number of frequencies from 0 to the Nyquist frequency: `floor(size / 2) + 1`. */
  readonly bins: number;
  private readonly complex: ComplexFft;
  private readonly input: Float64Array;
  private readonly output: Float64Array;
  /** exp(-2πi·k / size), real parts and then imaginary ones. */
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;

  /**
   * @param size length of the signal: an integer of 1..16777216; powers of two are fastest
   * @throws DspArgumentError for another size
   */
  constructor(readonly size: number) {
    checkInteger('size', size, 1, LARGEST_SIZE);
    this.bins = Math.floor(size / 2) + 1;
    this.complex = complexFft(size % 2 === 0 ? size / 2 : size);
    this.input = new Float64Array(2 * this.complex.size);
    this.output = new Float64Array(2 * this.complex.size);
    const angles = Float64Array.from({ length: this.bins }, (_, k) => (-2 * Math.PI * k) / size);
    this.cosine = angles.map(Math.cos);
    this.sine = angles.map(Math.sin);
  }

  /**
   * `X[k] = Σ x[n] · exp(-2πi·k·n / size)`, not scaled.
   * @param signal `size` samples
   * @param real @param imaginary arrays of `bins` numbers, overwritten
   * @throws DspArgumentError for arrays of another length
   */
  forward(signal: Float32Array | Float64Array, real: Float64Array, imaginary: Float64Array): void {
    checkLength('signal', signal, this.size);
    checkLength('real', real, this.bins);
    checkLength('imaginary', imaginary, this.bins);
    if (this.size % 2 === 0) this.forwardEven(signal, real, imaginary);
    else this.forwardOdd(signal, real, imaginary);
  }

  /**
   * The signal whose transform this is, divided by `size`: undoes {@link forward}. Imaginary parts at 0 and at the Nyquist frequency are ignored.
   * @throws DspArgumentError for arrays of another length
   */
  inverse(real: Float64Array, imaginary: Float64Array, signal: Float32Array | Float64Array): void {
    checkLength('signal', signal, this.size);
    checkLength('real', real, this.bins);
    checkLength('imaginary', imaginary, this.bins);
    if (this.size % 2 === 0) this.inverseEven(real, imaginary, signal);
    else this.inverseOdd(real, imaginary, signal);
  }

  private forwardEven(signal: Float32Array | Float64Array, real: Float64Array, imaginary: Float64Array): void {
    const { input, output, cosine, sine } = this;
    input.set(signal);
    this.complex.transform(output, input);
    const half = this.complex.size;
    real[0] = output[0] + output[1];
    imaginary[0] = 0;
    real[half] = output[0] - output[1];
    imaginary[half] = 0;
    for (let k = 1, mirrored = half - 1; k <= mirrored; k++, mirrored--) {
      const evenReal = (output[2 * k] + output[2 * mirrored]) / 2;
      const evenImaginary = (output[2 * k + 1] - output[2 * mirrored + 1]) / 2;
      const oddReal = (output[2 * k + 1] + output[2 * mirrored + 1]) / 2;
      const oddImaginary = (output[2 * mirrored] - output[2 * k]) / 2;
      const turnedReal = oddReal * cosine[k] - oddImaginary * sine[k];
      const turnedImaginary = oddReal * sine[k] + oddImaginary * cosine[k];
      real[k] = evenReal + turnedReal;
      imaginary[k] = evenImaginary + turnedImaginary;
      real[mirrored] = evenReal - turnedReal;
      imaginary[mirrored] = turnedImaginary - evenImaginary;
    }
  }

  private forwardOdd(signal: Float32Array | Float64Array, real: Float64Array, imaginary: Float64Array): void {
    const { input, output } = this;
    for (let n = 0; n < this.size; n++) {
      input[2 * n] = signal[n];
      input[2 * n + 1] = 0;
    }
    this.complex.transform(output, input);
    for (let k = 0; k < this.bins; k++) {
      real[k] = output[2 * k];
      imaginary[k] = output[2 * k + 1];
    }
  }

  private inverseEven(real: Float64Array, imaginary: Float64Array, signal: Float32Array | Float64Array): void {
    const { input, output, cosine, sine } = this;
    const half = this.complex.size;
    for (let k = 0; k < half; k++) {
      const mirrored = half - k;
      const imaginaryK = k === 0 ? 0 : imaginary[k];
      const imaginaryMirrored = k === 0 ? 0 : imaginary[mirrored];
      const evenReal = real[k] + real[mirrored];
      const evenImaginary = imaginaryK - imaginaryMirrored;
      const differenceReal = real[k] - real[mirrored];
      const differenceImaginary = imaginaryK + imaginaryMirrored;
      const oddReal = differenceReal * cosine[k] + differenceImaginary * sine[k];
      const oddImaginary = differenceImaginary * cosine[k] - differenceReal * sine[k];
      input[2 * k] = evenReal - oddImaginary;
      // Conjugated, so that the forward transform works as the inverse one.
      input[2 * k + 1] = -(evenImaginary + oddReal);
    }
    this.complex.transform(output, input);
    for (let n = 0; n < half; n++) {
      signal[2 * n] = output[2 * n] / this.size;
      signal[2 * n + 1] = -output[2 * n + 1] / this.size;
    }
  }

  private inverseOdd(real: Float64Array, imaginary: Float64Array, signal: Float32Array | Float64Array): void {
    const { input, output, size } = this;
    input[0] = real[0];
    input[1] = 0;
    for (let k = 1; k < this.bins; k++) {
      input[2 * k] = input[2 * (size - k)] = real[k];
      input[2 * k + 1] = -imaginary[k];
      input[2 * (size - k) + 1] = imaginary[k];
    }
    this.complex.transform(output, input);
    for (let n = 0; n < size; n++) signal[n] = output[2 * n] / size;
  }
}
