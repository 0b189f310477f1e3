import { checkFinite, checkNumber, checkPositive } from '../arguments/check-arguments.js';
import { RealFft } from '../fourier/real-fft.js';

export interface TempogramOptions {
  /** Frames of the envelope per second. */
  readonly frameRateHz: number;
  /** Seconds that one analysis sees: 1..60. Default 10. */
  readonly windowSeconds?: number;
  /** Seconds from one analysis to the next: 0.1..60. Default 1. */
  readonly hopSeconds?: number;
}

/** How an onset envelope repeats, averaged over the analyses of a recording. */
export interface Tempogram {
  readonly frameRateHz: number;
  /** Autocorrelation by lag in frames, 1 at lag 0; corrected for the shrinking overlap, so a steady pulse keeps its height. */
  readonly autocorrelation: Float32Array;
  /** Magnitude of the Fourier transform, by bin; 1 would be a pure sine. */
  readonly spectrum: Float32Array;
  /** Distance of the spectrum's bins, Hz. */
  readonly spectrumStepHz: number;
}

/** Zeros that lengthen the transform beyond the window make the spectrum's bins this much denser. */
const SPECTRUM_OVERSAMPLING = 4;
/** Analyses of less energy, relative to the liveliest one, hold rounding errors or silence. */
const QUIETEST = 1e-4;

/**
 * Autocorrelation and Fourier tempogram, averaged over time. The first has peaks at a beat's period and its multiples, the second at its
 * rate and that one's multiples; what is high in both is the beat itself.
 *
 * A recording shorter than a window is one analysis of its own length; silent analyses do not count.
 * Source: G. Peeters, "Template-based estimation of time-varying tempo", EURASIP J. Advances in Signal Processing, 2007;
 * P. Grosche, M. Müller & F. Kurth, "Cyclic tempogram", ICASSP 2010.
 * @param envelope onset strength, any scale
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function tempogram(envelope: Float32Array, options: TempogramOptions): Tempogram {
  const { frameRateHz, windowSeconds = 10, hopSeconds = 1 } = options;
  checkFinite('envelope', envelope);
  checkPositive('frameRateHz', frameRateHz);
  checkNumber('windowSeconds', windowSeconds, 1, 60);
  checkNumber('hopSeconds', hopSeconds, 0.1, 60);
  const length = Math.max(1, Math.min(envelope.length, Math.round(windowSeconds * frameRateHz)));
  const hop = Math.max(1, Math.round(hopSeconds * frameRateHz));
  const analysis = new WindowAnalysis(length);
  const windows: Float32Array[] = [];
  for (let start = 0; start + length <= envelope.length; start += hop) {
    windows.push(envelope.subarray(start, start + length));
  }
  const energies = windows.map(energyOf);
  const loudest = energies.reduce((most, { energy }) => Math.max(most, energy), 0);
  windows.forEach((values, index) => {
    const { mean, energy } = energies[index];
    if (energy > QUIETEST * loudest) analysis.add(values, mean, energy);
  });
  return { frameRateHz, ...analysis.mean(frameRateHz) };
}

/** Mean, and energy of the deviations from it. */
function energyOf(values: Float32Array): { mean: number; energy: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { mean, energy: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

class WindowAnalysis {
  private readonly fft: RealFft;
  private readonly signal: Float64Array;
  private readonly real: Float64Array;
  private readonly imaginary: Float64Array;
  private readonly taper: Float64Array;
  private readonly correlations: Float64Array;
  private readonly magnitudes: Float64Array;
  private count = 0;

  constructor(private readonly length: number) {
    this.fft = new RealFft(2 ** Math.ceil(Math.log2(SPECTRUM_OVERSAMPLING * length)));
    this.signal = new Float64Array(this.fft.size);
    this.real = new Float64Array(this.fft.bins);
    this.imaginary = new Float64Array(this.fft.bins);
    this.taper = Float64Array.from(
      { length },
      (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / length),
    );
    this.correlations = new Float64Array(length);
    this.magnitudes = new Float64Array(this.fft.bins);
  }

  add(values: Float32Array, mean: number, energy: number): void {
    this.count++;
    this.addSpectrum(values, mean);
    this.addCorrelation(values, mean, energy);
  }

  private addSpectrum(values: Float32Array, mean: number): void {
    let energy = 0;
    this.signal.fill(0);
    for (let index = 0; index < this.length; index++) {
      this.signal[index] = (values[index] - mean) * this.taper[index];
      energy += this.signal[index] ** 2;
    }
    this.fft.forward(this.signal, this.real, this.imaginary);
    const scale = 1 / Math.sqrt(energy * this.length + Number.MIN_VALUE);
    for (let bin = 0; bin < this.fft.bins; bin++) {
      this.magnitudes[bin] += scale * Math.hypot(this.real[bin], this.imaginary[bin]);
    }
  }

  private addCorrelation(values: Float32Array, mean: number, energy: number): void {
    this.signal.fill(0);
    for (let index = 0; index < this.length; index++) this.signal[index] = values[index] - mean;
    this.fft.forward(this.signal, this.real, this.imaginary);
    for (let bin = 0; bin < this.fft.bins; bin++) this.real[bin] = this.real[bin] ** 2 + this.imaginary[bin] ** 2;
    this.imaginary.fill(0);
    this.fft.inverse(this.real, this.imaginary, this.signal);
    for (let lag = 0; lag < this.length; lag++) {
      this.correlations[lag] += (this.signal[lag] / energy) * (this.length / (this.length - lag));
    }
  }

  mean(frameRateHz: number): Omit<Tempogram, 'frameRateHz'> {
    const count = Math.max(1, this.count);
    return {
      autocorrelation: Float32Array.from(this.correlations, (value) => value / count),
      spectrum: Float32Array.from(this.magnitudes, (value) => value / count),
      spectrumStepHz: frameRateHz / this.fft.size,
    };
  }
}
