import { checkFinite, checkInteger, checkNumber, checkSamples } from '../arguments/check-arguments.js';
import { visitFrames } from '../fourier/frames.js';
import { GrowingArray } from '../fourier/growing-array.js';
import { median } from '../levels/percentile.js';
import { SpectralFrames } from '../fourier/spectral-frames.js';

export interface PitchTuningOptions {
  /** Rate of the samples, Hz: a number of 1..1000000. */
  readonly sampleRateHz: number;
  /** Samples of a frame, a quarter of which is the hop: a multiple of 4, 16..1048576. Default 2048. */
  readonly fftLength?: number;
  /** Steps in which the tuning is sought, as a share of a bin: a number of 0.001..0.5. Default 0.01. */
  readonly resolution?: number;
  /** An integer of 1..1024; a semitone is the default 12. */
  readonly binsPerOctave?: number;
}

const LOWEST_HZ = 150;
const HIGHEST_HZ = 4_000;
/** Peaks below this share of a frame's largest value are no pitches. */
const THRESHOLD = 0.1;
const A440_OCTAVES = Math.log2(440);

/**
 * How far a recording is tuned from a' = 440 Hz, as librosa's `estimate_tuning`: the pitches are the spectral peaks of 150..4000 Hz, those
 * above the median magnitude vote, and the fullest step of the histogram of their deviations wins.
 * @returns share of a bin, -0.5 up to below 0.5; 0 when there are no peaks
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function estimateTuning(samples: Float32Array, options: PitchTuningOptions): number {
  const { sampleRateHz, fftLength = 2_048, resolution, binsPerOctave } = options;
  checkSamples('samples', samples);
  checkFinite('samples', samples);
  checkInteger('fftLength / 4', fftLength / 4, 4, 1 << 18);
  const peaks = new PitchPeaks(sampleRateHz, fftLength);
  const spectra = new SpectralFrames({ fftLength, hopLength: fftLength / 4 });
  const values = new Float32Array(spectra.bins);
  visitFrames(samples, spectra.framing, (buffer, start) => {
    spectra.power(buffer, start, values);
    for (let bin = 0; bin < values.length; bin++) values[bin] = Math.sqrt(values[bin]);
    peaks.add(values);
  });
  return peaks.tuning({ resolution, binsPerOctave });
}

/** Spectral peaks of many frames, and the tuning on which most of them agree. Memory grows by 8 bytes a peak. */
export class PitchPeaks {
  private readonly hertz = new GrowingArray();
  private readonly magnitudes = new GrowingArray();
  private readonly binHz: number;
  private readonly first: number;
  private readonly last: number;

  /** @throws DspArgumentError for a rate outside 1..1000000 Hz */
  constructor(sampleRateHz: number, fftLength: number) {
    checkNumber('sampleRateHz', sampleRateHz, 1, 1e6);
    this.binHz = sampleRateHz / fftLength;
    this.first = Math.max(1, Math.ceil(LOWEST_HZ / this.binHz));
    this.last = Math.min(Math.ceil(HIGHEST_HZ / this.binHz) - 1, Math.floor(fftLength / 2) - 1);
  }

  /**
   * Takes the peaks of one frame.
   * Source of the interpolation: J. O. Smith & X. Serra, "PARSHL", ICMC 1987.
   * @param spectrum magnitudes (or power) of `fftLength / 2 + 1` frequencies
   */
  add(spectrum: Float32Array): void {
    let largest = 0;
    for (const value of spectrum) if (value > largest) largest = value;
    const threshold = THRESHOLD * largest;
    for (let bin = this.first; bin <= this.last; bin++) {
      const value = spectrum[bin];
      if (value <= threshold || value <= spectrum[bin - 1] || value < spectrum[bin + 1]) continue;
      const slope = (spectrum[bin + 1] - spectrum[bin - 1]) / 2;
      const curvature = spectrum[bin + 1] + spectrum[bin - 1] - 2 * value;
      const shift = Math.abs(slope) < Math.abs(curvature) ? -slope / curvature : 0;
      this.hertz.push((bin + shift) * this.binHz);
      this.magnitudes.push(value + 0.5 * slope * shift);
    }
  }

  /** @throws DspArgumentError for options outside their ranges */
  tuning(options: Pick<PitchTuningOptions, 'resolution' | 'binsPerOctave'> = {}): number {
    const { resolution = 0.01, binsPerOctave = 12 } = options;
    checkNumber('resolution', resolution, 0.001, 0.5);
    checkInteger('binsPerOctave', binsPerOctave, 1, 1024);
    if (this.hertz.length === 0) return 0;
    const magnitudes = this.magnitudes.view();
    const threshold = median(magnitudes);
    const steps = Math.ceil(1 / resolution);
    const counts = new Uint32Array(steps);
    this.hertz.view().forEach((frequency, index) => {
      if (magnitudes[index] < threshold) return;
      const bins = binsPerOctave * (Math.log2(frequency) - A440_OCTAVES);
      // From -1/2 on: a deviation of half a bin belongs to the bin above.
      const fromHalfBelow = bins + 0.5 - Math.floor(bins + 0.5);
      counts[Math.min(steps - 1, Math.floor(fromHalfBelow * steps))]++;
    });
    return counts.indexOf(Math.max(...counts)) / steps - 0.5;
  }
}
