import Radix4Fft from 'fft.js';

/** A discrete Fourier transform of one length on interleaved (real, imaginary) arrays of `2 · size` numbers. */
export interface ComplexFft {
  readonly size: number;
  /** `output[k] = Σ input[n] · exp(-2πi·k·n / size)`. The arrays must not be the same. */
  transform(output: Float64Array, input: Float64Array): void;
}

/** The fastest transform of this length: radix 4 for powers of two, Bluestein's for the rest. */
export function complexFft(size: number): ComplexFft {
  if (size === 1) return new SinglePoint();
  return Number.isInteger(Math.log2(size)) ? new PowerOfTwoFft(size) : new BluesteinFft(size);
}

class SinglePoint implements ComplexFft {
  readonly size = 1;

  transform(output: Float64Array, input: Float64Array): void {
    output[0] = input[0];
    output[1] = input[1];
  }
}

class PowerOfTwoFft implements ComplexFft {
  private readonly fft: Radix4Fft;

  constructor(readonly size: number) {
    this.fft = new Radix4Fft(size);
  }

  transform(output: Float64Array, input: Float64Array): void {
    this.fft.transform(output, input);
  }
}

/**
 * Any length, as a convolution with a chirp.
 * Source: L. I. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio 18(4), 1970.
 */
class BluesteinFft implements ComplexFft {
  private readonly inner: PowerOfTwoFft;
  private readonly chirp: Float64Array;
  private readonly chirpSpectrum: Float64Array;
  private readonly work: Float64Array;
  private readonly spectrum: Float64Array;

  constructor(readonly size: number) {
    const innerSize = 2 ** Math.ceil(Math.log2(2 * size - 1));
    this.inner = new PowerOfTwoFft(innerSize);
    this.work = new Float64Array(2 * innerSize);
    this.spectrum = new Float64Array(2 * innerSize);
    this.chirp = new Float64Array(2 * size);
    const conjugate = new Float64Array(2 * innerSize);
    for (let n = 0; n < size; n++) {
      // n² is reduced before it meets π, which keeps long transforms as exact as short ones.
      const angle = (Math.PI * ((n * n) % (2 * size))) / size;
      this.chirp[2 * n] = Math.cos(angle);
      this.chirp[2 * n + 1] = -Math.sin(angle);
      const mirrored = n === 0 ? 0 : innerSize - n;
      conjugate[2 * n] = conjugate[2 * mirrored] = Math.cos(angle);
      conjugate[2 * n + 1] = conjugate[2 * mirrored + 1] = Math.sin(angle);
    }
    this.chirpSpectrum = new Float64Array(2 * innerSize);
    this.inner.transform(this.chirpSpectrum, conjugate);
  }

  transform(output: Float64Array, input: Float64Array): void {
    const { work, spectrum, inner } = this;
    work.fill(0);
    multiply(work, input, this.chirp, this.size);
    inner.transform(spectrum, work);
    multiply(spectrum, spectrum, this.chirpSpectrum, inner.size);
    // The inverse transform by way of the forward one: conjugate, transform, conjugate, divide.
    for (let index = 1; index < spectrum.length; index += 2) spectrum[index] = -spectrum[index];
    inner.transform(work, spectrum);
    for (let index = 0; index < 2 * this.size; index += 2) {
      work[index] /= inner.size;
      work[index + 1] /= -inner.size;
    }
    multiply(output, work, this.chirp, this.size);
  }
}

/** `output = a · b` for `count` complex numbers; the arrays may be the same. */
function multiply(output: Float64Array, a: Float64Array, b: Float64Array, count: number): void {
  for (let index = 0; index < 2 * count; index += 2) {
    const real = a[index] * b[index] - a[index + 1] * b[index + 1];
    output[index + 1] = a[index] * b[index + 1] + a[index + 1] * b[index];
    output[index] = real;
  }
}
