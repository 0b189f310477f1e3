import { checkInteger, checkOneOf, checkSamples } from './check-arguments.js';
import { FrameStream } from './frame-stream.js';
import { padByReflection } from './pad-by-reflection.js';
import { ShortTimeSpectrum } from './short-time-spectrum.js';
import { windowFunction, type WindowName } from './window-functions.js';

/** Values over frames and bins, frame after frame: `data[frame · bins + bin]`. */
export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  readonly data: Float32Array;
}

export interface SpectrogramOptions {
  /** Length of the Fourier transform and of the window, samples: an integer of 2..16777216. */
  readonly fftLength: number;
  /** Samples from frame to frame: an integer of 1..16777216. */
  readonly hopLength: number;
  readonly window?: WindowName;
  /** What lies around the signal for centred frames: `'zero'` (default), `'reflect'`; `'none'` takes whole frames of the signal only. */
  readonly padding?: 'zero' | 'reflect' | 'none';
}

/**
 * Power of the short-time Fourier transform, `|X|²` without scaling, with the definition of librosa's `stft`.
 * @returns `1 + floor(samples / hopLength)` frames (padded, even length) of `floor(fftLength / 2) + 1` bins; none for an empty signal
 * @throws DspArgumentError for lengths outside their ranges
 */
export function powerSpectrogram(samples: Float32Array, options: SpectrogramOptions): Spectrogram {
  const { fftLength, hopLength, window = 'hann', padding = 'zero' } = options;
  checkSamples('samples', samples);
  checkInteger('fftLength', fftLength, 2, 1 << 24);
  checkInteger('hopLength', hopLength, 1, 1 << 24);
  checkOneOf('padding', padding, ['zero', 'reflect', 'none']);
  const spectrum = new ShortTimeSpectrum(fftLength, windowFunction(window, fftLength));
  const { bins } = spectrum;
  const signal = padding === 'reflect' ? padByReflection(samples, Math.floor(fftLength / 2)) : samples;
  const around = padding === 'zero' ? 2 * Math.floor(fftLength / 2) : 0;
  const whole = signal.length === 0 ? -1 : Math.floor((signal.length + around - fftLength) / hopLength);
  const frames = Math.max(0, whole + 1);
  const data = new Float32Array(frames * bins);
  let frame = 0;
  const stream = new FrameStream(
    { frameLength: fftLength, hopLength, centred: padding === 'zero' },
    (values, start) => {
      spectrum.power(values, start, data.subarray(frame * bins, (frame + 1) * bins));
      frame++;
    },
  );
  stream.push(signal);
  stream.flush();
  return { frames, bins, data };
}
