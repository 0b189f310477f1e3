import { checkSamples } from '../arguments/check-arguments.js';
import { visitFrames } from './frames.js';
import { SpectralFrames, type SpectralFramesOptions } from './spectral-frames.js';

/** Complex values over frames and bins, frame after frame: `real[frame · bins + bin]`. */
export interface ComplexSpectrogram {
  readonly frames: number;
  readonly bins: number;
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

/**
 * Short-time Fourier transform, `X[k] = Σ window[n] · x[n] · exp(-2πi·k·n / fftLength)` without scaling, with the definition of librosa's `stft`.
 * For long streams use {@link FrameStream} and {@link SpectralFrames}.
 * @returns `1 + floor(samples / hopLength)` frames (padded, even length) of `floor(fftLength / 2) + 1` bins; none for an empty signal
 * @throws DspArgumentError for lengths outside their ranges, NaN or infinities
 */
export function stft(samples: Float32Array, options: SpectralFramesOptions): ComplexSpectrogram {
  checkSamples('samples', samples);
  const spectra = new SpectralFrames(options);
  const { bins } = spectra;
  const frames = spectra.count(samples, 2 * bins);
  const real = new Float32Array(frames * bins);
  const imaginary = new Float32Array(frames * bins);
  visitFrames(samples, spectra.framing, (values, start, frame) => {
    const [begin, end] = [frame * bins, (frame + 1) * bins];
    spectra.spectrum(values, start, real.subarray(begin, end), imaginary.subarray(begin, end));
  });
  return { frames, bins, real, imaginary };
}
