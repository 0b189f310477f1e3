import { checkInteger, checkNumber, checkPositive } from '../arguments/check-arguments.js';
import { powerToDb } from '../levels/decibels.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { binDistance, checkSpectrogram, type SpectralOptions } from './magnitude-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface SpectralContrastOptions extends SpectralOptions {
  /** Upper edge of the lowest band, Hz; each further band is an octave. Default 200. */
  readonly minimumHz?: number;
  /** Octaves above the lowest band: an integer of 1..20. Default 6. */
  readonly octaves?: number;
  /** Share of a band's bins that make its peak and its valley: a number of 0..0.5, of one bin at least. Default 0.02. */
  readonly quantile?: number;
}

/**
 * Level of the peaks over that of the valleys in each octave, dB, as librosa's `spectral_contrast`. Each octave band begins a bin below its lower edge,
 * and the highest one ends at the Nyquist frequency. Levels are taken relative to 1, at least -100 dB, and at most 80 dB below the
 * loudest peak or valley of all.
 * Source: D.-N. Jiang et al., "Music type classification by spectral contrast feature", ICME 2002.
 *
 * @param magnitude bins of a transform of an even length, from 0 Hz to the Nyquist frequency
 * @returns as many frames of `octaves + 1` bands, the lowest first
 * @throws DspArgumentError for options outside their ranges, bands beyond the Nyquist frequency or without bins, or a spectrogram with NaN or infinities
 */
export function spectralContrast(magnitude: Spectrogram, options: SpectralContrastOptions): Spectrogram {
  const { quantile = 0.02 } = options;
  checkSpectrogram(magnitude);
  checkNumber('quantile', quantile, 0, 0.5);
  const bands = contrastBands(magnitude, options);
  const { frames, bins, data } = magnitude;
  const peaks = new Float32Array(frames * bands.length);
  const valleys = new Float32Array(frames * bands.length);
  bands.forEach(({ first, end, counted }, band) => {
    const extremes = Math.max(1, roundHalfToEven(quantile * counted));
    const sorted = new Float32Array(end - first);
    for (let frame = 0; frame < frames; frame++) {
      sorted.set(data.subarray(frame * bins + first, frame * bins + end));
      sorted.sort();
      valleys[frame * bands.length + band] = mean(sorted.subarray(0, extremes));
      peaks[frame * bands.length + band] = mean(sorted.subarray(-extremes));
    }
  });
  const levels = powerToDb(peaks);
  powerToDb(valleys).forEach((level, index) => (levels[index] -= level));
  return { frames, bins: bands.length, data: levels };
}

interface Band {
  readonly first: number;
  readonly end: number;
  /** Bins that the quantile is a share of: those of the band and the next one's first. */
  readonly counted: number;
}

function contrastBands(magnitude: Spectrogram, options: SpectralContrastOptions): Band[] {
  const { minimumHz = 200, octaves = 6 } = options;
  const binHz = binDistance(magnitude, options);
  const nyquist = options.sampleRateHz / 2;
  checkPositive('minimumHz', minimumHz);
  checkInteger('octaves', octaves, 1, 20);
  if (minimumHz * 2 ** (octaves - 1) >= nyquist) {
    throw new DspArgumentError('minimumHz', `so low that the highest octave begins below ${nyquist} Hz`, minimumHz);
  }
  return Array.from({ length: octaves + 1 }, (_, band) => {
    const isLowest = band === 0;
    const isHighest = band === octaves;
    const lower = isLowest ? 0 : minimumHz * 2 ** (band - 1);
    const upper = isLowest ? minimumHz : 2 * lower;
    const within = Math.min(magnitude.bins, Math.floor(upper / binHz) + 1);
    const lowest = Math.ceil(lower / binHz);
    if (within <= lowest) throw new DspArgumentError('minimumHz', 'so high that each octave holds a bin', minimumHz);
    const first = isLowest ? 0 : lowest - 1;
    const last = isHighest ? magnitude.bins : within;
    return { first, end: isHighest ? last : Math.max(first + 1, last - 1), counted: last - first };
  });
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function roundHalfToEven(value: number): number {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 === 1 ? nearest - 1 : nearest;
}
