import { checkInteger, checkNumber, checkOneOf } from '../arguments/check-arguments.js';
import { waveletKernel, type SpectralKernel } from './constant-q-kernel.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { HALVING_PASS_BAND, HALVING_REACH } from '../resampling/halve-rate.js';
import { COSINE_SUMS, type WindowName } from '../fourier/window-functions.js';

export interface ConstantQOptions {
  /** Rate of the samples, Hz: a number of 1..1000000. */
  readonly sampleRateHz: number;
  /** Centre of the lowest bin, Hz: a number of 0.1..sampleRateHz / 2. Default 32.70 (C1). */
  readonly minimumHz?: number;
  /** An integer of 1..4096. Default 84. */
  readonly bins?: number;
  /** An integer of 1..1024. Default 12. */
  readonly binsPerOctave?: number;
  /** Shifts all bins up by this share of a bin: a number of -1..1. Default 0. */
  readonly tuning?: number;
  /** Below 1, filters are shorter than the bins' distance calls for: better in time, worse in frequency. A number of 0.1..16. Default 1. */
  readonly filterScale?: number;
  /** Default `'hann'`. */
  readonly window?: WindowName;
  /** Share of each filter's spectrum (sum of magnitudes, from the smallest on) that is left out: a number of 0..0.5. Default 0.01. */
  readonly sparsity?: number;
}

/** Bins of one octave: they share one Fourier transform, at the lowest rate that carries them. */
export interface Octave {
  /** The rate is that of the signal divided by 2^level. */
  readonly level: number;
  /** Samples of a frame at that rate. */
  readonly fftLength: number;
  readonly firstBin: number;
  readonly kernels: readonly SpectralKernel[];
}

/** With hundreds of bins an octave, the filter below the Nyquist frequency ends a hair above it. */
const OVERREACH = 1e-5;
export const C1_HZ = 440 * 2 ** (-45 / 12);
/** Shorter frames would be nothing but the two ends that decimation treats apart. */
const SHORTEST_FRAME = 4 * (HALVING_REACH + 1);

/** Centre frequencies in Hz, ascending: `minimumHz · 2^((bin + tuning) / binsPerOctave)`. */
export function constantQFrequencies(options: Omit<ConstantQOptions, 'sampleRateHz'>): Float64Array {
  const { minimumHz = C1_HZ, bins = 84, binsPerOctave = 12, tuning = 0 } = options;
  checkNumber('minimumHz', minimumHz, 0.1, 1e6);
  checkInteger('bins', bins, 1, 4096);
  checkInteger('binsPerOctave', binsPerOctave, 1, 1024);
  checkNumber('tuning', tuning, -1, 1);
  return Float64Array.from({ length: bins }, (_, bin) => minimumHz * 2 ** ((bin + tuning) / binsPerOctave));
}

/**
 * Designs the filters, octave by octave from the highest bin down.
 * @throws DspArgumentError for options outside their ranges, or when the highest filter reaches beyond the Nyquist frequency
 */
export function planOctaves(options: ConstantQOptions): Octave[] {
  const { sampleRateHz, binsPerOctave = 12, filterScale = 1, window = 'hann', sparsity = 0.01 } = options;
  checkNumber('sampleRateHz', sampleRateHz, 1, 1e6);
  checkNumber('filterScale', filterScale, 0.1, 16);
  checkOneOf('window', window, Object.keys(COSINE_SUMS) as WindowName[]);
  checkNumber('sparsity', sparsity, 0, 0.5);
  const frequencies = constantQFrequencies(options);
  // Neighbours on either side lie at equal distances of this share of the frequency.
  const relativeBandwidth = Math.tanh(Math.LN2 / binsPerOctave);
  const quality = filterScale / relativeBandwidth;
  checkHighest(options, frequencies[frequencies.length - 1] * (1 + noiseBandwidth(window) / (2 * quality)));

  const octaves: Octave[] = [];
  for (let end = frequencies.length; end > 0; end -= binsPerOctave) {
    const firstBin = Math.max(0, end - binsPerOctave);
    const lengths = frequencies.slice(firstBin, end).map((frequency) => (quality * sampleRateHz) / frequency);
    const fftLength = 2 ** Math.ceil(Math.log2(lengths[0]));
    const kernels = Array.from(lengths, (length, index) => {
      const frequency = frequencies[firstBin + index] / sampleRateHz;
      return waveletKernel({ frequency, length, fftLength, window, sparsity });
    });
    const highest = Math.max(...kernels.map(({ first, real }) => first + real.length));
    const level = deepestLevel(fftLength, highest);
    kernels.forEach((kernel, index) => {
      amplify(kernel, 2 ** level / Math.sqrt(lengths[index]));
    });
    octaves.push({ level, fftLength: fftLength / 2 ** level, firstBin, kernels });
  }
  return octaves;
}

/** @param end one after the highest bin of the transform that must be kept */
function deepestLevel(fftLength: number, end: number): number {
  const byBand = Math.log2((HALVING_PASS_BAND * fftLength) / 2 / end);
  return Math.max(0, Math.floor(Math.min(byBand, Math.log2(fftLength / SHORTEST_FRAME))));
}

function checkHighest({ sampleRateHz, minimumHz = C1_HZ }: ConstantQOptions, highestHz: number): void {
  if (highestHz <= (1 + OVERREACH) * (sampleRateHz / 2)) return;
  const requirement = `so low that the highest filter ends (now ${highestHz.toFixed(1)} Hz) below ${sampleRateHz / 2} Hz`;
  throw new DspArgumentError('minimumHz', requirement, minimumHz);
}

/** Equivalent noise bandwidth, bins. Source: F. J. Harris, as in {@link COSINE_SUMS}. */
function noiseBandwidth(window: WindowName): number {
  const [mean, ...others]: readonly number[] = COSINE_SUMS[window];
  return 1 + others.reduce((sum, weight) => sum + (weight * weight) / 2, 0) / (mean * mean);
}

function amplify({ real, imaginary }: SpectralKernel, gain: number): void {
  for (let index = 0; index < real.length; index++) {
    real[index] *= gain;
    imaginary[index] *= gain;
  }
}
