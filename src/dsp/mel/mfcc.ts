import { checkInteger, checkNumber } from '../arguments/check-arguments.js';
import { type DecibelOptions } from '../levels/decibels.js';
import { logMelSpectrogram } from './log-mel-spectrogram.js';
import { type MelSpectrogramOptions } from './mel-spectrogram.js';
import { SparseRows } from './sparse-rows.js';
import { type Spectrogram } from '../fourier/spectrogram.js';

export interface MfccOptions extends Partial<Omit<MelSpectrogramOptions, 'sampleRateHz' | 'quantity'>>, DecibelOptions {
  /** Hz, 1..1000000. */
  readonly sampleRateHz: number;
  /** Number of coefficients, the mean level included: an integer of 1..bands. Default 20. */
  readonly coefficients?: number;
  /** Raises higher coefficients by `1 + lifter / 2 · sin(π · (index + 1) / lifter)`: a number of 0..1000, 0 (default) for none. */
  readonly lifter?: number;
}

/**
 * Mel-frequency cepstral coefficients: the orthonormal cosine transform of the levels of mel bands. Defaults as librosa's `feature.mfcc`: 2048-sample
 * Hann windows every 512, 128 Slaney bands, levels in dB within 80 of the maximum.
 * Source: S. Davis & P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition", IEEE Trans. ASSP 28(4), 1980.
 * @returns frames as of {@link powerSpectrogram}, with one bin a coefficient
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function mfcc(samples: Float32Array, options: MfccOptions): Spectrogram {
  const { bands = 128, coefficients = 20, lifter = 0 } = options;
  const settings = { fftLength: 2_048, hopLength: 512, ...options, bands };
  checkInteger('bands', bands, 1, 4_096);
  checkInteger('coefficients', coefficients, 1, bands);
  checkNumber('lifter', lifter, 0, 1_000);
  const levels = logMelSpectrogram(samples, settings);
  const transform = cosineTransform(bands, coefficients, lifter);
  const data = new Float32Array(levels.frames * coefficients);
  for (let frame = 0; frame < levels.frames; frame++) {
    transform.apply(levels.data.subarray(frame * bands, (frame + 1) * bands), data, frame * coefficients);
  }
  return { frames: levels.frames, bins: coefficients, data };
}

/** The first rows of the orthonormal DCT-II, each with its lifter. */
function cosineTransform(length: number, count: number, lifter: number): SparseRows {
  const rows = Array.from({ length: count }, (_, order) => {
    const norm = Math.sqrt((order === 0 ? 1 : 2) / length);
    const lift = lifter > 0 ? 1 + (lifter / 2) * Math.sin((Math.PI * (order + 1)) / lifter) : 1;
    const weights = Float32Array.from(
      { length },
      (_, index) => lift * norm * Math.cos((Math.PI * order * (2 * index + 1)) / (2 * length)),
    );
    return { first: 0, weights };
  });
  return new SparseRows(rows, length);
}
