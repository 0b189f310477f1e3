import { checkSamples } from '../arguments/check-arguments.js';
import { visitFrames } from './frames.js';
import { SpectralFrames, type SpectralFramesOptions } from './spectral-frames.js';

/** Values over frames and bins, frame after frame: `data[frame · bins + bin]`. */
export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  readonly data: Float32Array;
}

export type SpectrogramOptions = SpectralFramesOptions;

/**
 * Power of the short-time Fourier transform, `|X|²` without scaling, with the definition of librosa's `stft`.
 * @returns `1 + floor(samples / hopLength)` frames (padded, even length) of `floor(fftLength / 2) + 1` bins; none for an empty signal
 * @throws DspArgumentError for lengths outside their ranges, NaN or infinities
 */
export function powerSpectrogram(samples: Float32Array, options: SpectrogramOptions): Spectrogram {
  checkSamples('samples', samples);
  const spectra = new SpectralFrames(options);
  const { bins } = spectra;
  const frames = spectra.count(samples, bins);
  const data = new Float32Array(frames * bins);
  visitFrames(samples, spectra.framing, (values, start, frame) => {
    spectra.power(values, start, data.subarray(frame * bins, (frame + 1) * bins));
  });
  return { frames, bins, data };
}

/** Magnitude of the short-time Fourier transform, `|X|`; otherwise as {@link powerSpectrogram}. */
export function magnitudeSpectrogram(samples: Float32Array, options: SpectrogramOptions): Spectrogram {
  const spectrogram = powerSpectrogram(samples, options);
  const { data } = spectrogram;
  for (let index = 0; index < data.length; index++) data[index] = Math.sqrt(data[index]);
  return spectrogram;
}
