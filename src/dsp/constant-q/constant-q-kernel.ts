import { COSINE_SUMS, type WindowName } from '../fourier/window-functions.js';

/** One wavelet in the frequency domain, without the bins that hardly matter. */
export interface SpectralKernel {
  /** Bin of the first coefficient. */
  readonly first: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export interface WaveletOptions {
  /** Centre frequency as a share of the sample rate, above 0 and below 1/2. */
  readonly frequency: number;
  /** Length in samples, 1 or more; it need not be whole. */
  readonly length: number;
  /** Length of the Fourier transform: a power of two, not less than `length`. */
  readonly fftLength: number;
  readonly window: WindowName;
  /** Share of the sum of magnitudes that may be left out, 0 or more and below 1. */
  readonly sparsity: number;
}

/** Halves of a main lobe, to each side of the centre, that hold all of the spectrum that counts: of windows that end at about 0, and of others. */
const LOBES = 24;
const LOBES_OF_STEPS = 512;
const ENDS_AT_ZERO = 1e-3;
/** Keeps the quotient of two sines defined where both are zero; the value changes by about this much. */
const NUDGE = 1e-7;

/**
 * The spectrum of a complex wavelet, a windowed exponential of L1 norm 1 in the middle of the transform, times `length / fftLength`: its
 * product with the spectrum of a frame, summed over the bins, is `length` times the frame's correlation with the wavelet.
 *
 * It is written down in closed form, as a sum of Dirichlet kernels about the centre frequency, so that no transform of each wavelet is needed,
 * however long it is. Like librosa's, wavelets have whole (mostly odd) lengths and periodic windows.
 * Source of the transform: C. Schörkhuber & A. Klapuri, "Constant-Q transform toolbox for music processing", SMC 2010.
 */
export function waveletKernel(options: WaveletOptions): SpectralKernel {
  const { frequency, length, fftLength, window, sparsity } = options;
  const before = Math.ceil(length / 2);
  const taps = before + Math.floor(length / 2);
  const coefficients = taps > 1 ? COSINE_SUMS[window] : COSINE_SUMS.rectangular;
  const atEdge = signedSum(coefficients);
  const binsPerTap = fftLength / taps;
  const lobes = Math.abs(atEdge) < ENDS_AT_ZERO ? LOBES : LOBES_OF_STEPS;
  const reach = Math.ceil(lobes * binsPerTap);
  const centre = Math.round(frequency * fftLength);
  const first = Math.max(0, centre - reach);
  const last = Math.min(fftLength / 2, centre + reach);
  const real = new Float64Array(last - first + 1);
  const imaginary = new Float64Array(real.length);
  const scale = length / fftLength / sumOfWindow(coefficients, taps);
  const lead = Math.floor((fftLength - taps) / 2);
  for (let index = 0; index < real.length; index++) {
    const angle = (2 * Math.PI * (first + index)) / fftLength;
    let offset = 2 * Math.PI * frequency - angle;
    const turns = (offset * taps) / (2 * Math.PI);
    if (Math.abs(turns - Math.round(turns)) < NUDGE) offset += (2 * Math.PI * NUDGE) / taps;
    const inPhase = scale * Math.sin((taps * offset) / 2) * cotangents(coefficients, offset / 2, taps);
    const quadrature = -scale * Math.sin((taps * offset) / 2) * atEdge;
    const phase = (offset * taps) / 2 - 2 * Math.PI * frequency * before - angle * lead;
    real[index] = inPhase * Math.cos(phase) - quadrature * Math.sin(phase);
    imaginary[index] = inPhase * Math.sin(phase) + quadrature * Math.cos(phase);
  }
  return withoutSmallest({ first, real, imaginary }, sparsity);
}

/** Sum of the window's cosine series at its first sample. */
const signedSum = (coefficients: readonly number[]): number =>
  coefficients.reduce((sum, weight, order) => sum + (order % 2 === 0 ? weight : -weight), 0);

/** A cosine adds nothing over whole periods, unless there are so few samples that each of them meets its crest. */
const sumOfWindow = (coefficients: readonly number[], taps: number): number =>
  coefficients.reduce((sum, weight, order) => {
    if (order % taps !== 0) return sum;
    return sum + (order % 2 === 0 ? weight : -weight) * taps;
  }, 0);

function cotangents(coefficients: readonly number[], angle: number, taps: number): number {
  let sum = coefficients[0] / Math.tan(angle);
  for (let order = 1; order < coefficients.length; order++) {
    const shift = (Math.PI * order) / taps;
    const weight = (order % 2 === 0 ? 0.5 : -0.5) * coefficients[order];
    sum += weight * (1 / Math.tan(angle + shift) + 1 / Math.tan(angle - shift));
  }
  return sum;
}

/** Drops the smallest magnitudes as long as they add up to less than a share of all. */
function withoutSmallest(kernel: SpectralKernel, share: number): SpectralKernel {
  const { first, real, imaginary } = kernel;
  const magnitudes = real.map((value, index) => Math.hypot(value, imaginary[index]));
  const sorted = magnitudes.slice().sort();
  const allowed = share * sorted.reduce((sum, value) => sum + value, 0);
  let dropped = 0;
  let next = 0;
  while (next < sorted.length - 1 && dropped + sorted[next] < allowed) dropped += sorted[next++];
  const isKept = (value: number): boolean => value >= sorted[next];
  const begin = magnitudes.findIndex(isKept);
  const end = magnitudes.findLastIndex(isKept) + 1;
  const kept = (values: Float64Array): Float64Array =>
    values.slice(begin, end).map((value, index) => (isKept(magnitudes[begin + index]) ? value : 0));
  return { first: first + begin, real: kept(real), imaginary: kept(imaginary) };
}
