import { checkFinite, checkInteger, checkSamples } from '../arguments/check-arguments.js';
import { frameCount } from '../fourier/frames.js';
import {
  checkHarmonicPercussiveOptions,
  harmonicPercussiveMasks,
  type HarmonicPercussiveOptions,
} from './harmonic-percussive-masks.js';
import { OverlapAdd } from '../fourier/overlap-add.js';
import { ShortTimeSpectrum } from '../fourier/short-time-spectrum.js';
import { windowFunction } from '../fourier/window-functions.js';

export interface SeparationOptions extends HarmonicPercussiveOptions {
  /** Samples of a frame: a multiple of 4, 16..1048576. Default 2048. */
  readonly fftLength?: number;
  /** Samples from frame to frame: an integer of 1..fftLength / 2. Default: a quarter of the frame. */
  readonly hopLength?: number;
}

/** Frames separated at a time, not counting those around them that the medians need. */
const FRAMES_AT_A_TIME = 256;

/**
 * The tones and the strokes of a signal, as librosa's `effects.hpss`; with margins of 1 they add up to it. Beyond both results, memory does not grow
 * with the signal.
 * Source: see {@link harmonicPercussiveMasks}.
 * @returns two arrays as long as the signal
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function separateHarmonicPercussive(
  samples: Float32Array,
  options: SeparationOptions = {},
): { harmonic: Float32Array; percussive: Float32Array } {
  const { fftLength = 2_048 } = options;
  const { harmonicLength, ...others } = checkHarmonicPercussiveOptions(options);
  checkSamples('samples', samples);
  checkFinite('samples', samples);
  checkInteger('fftLength / 4', fftLength / 4, 4, 1 << 18);
  const { hopLength = fftLength / 4 } = options;
  checkInteger('hopLength', hopLength, 1, fftLength / 2);

  const window = windowFunction('hann', fftLength);
  const spectra = new FrameSpectra(samples, window, hopLength);
  const harmonic = new OverlapAdd(samples.length, window, hopLength);
  const percussive = new OverlapAdd(samples.length, window, hopLength);
  const frames = frameCount(samples.length, { frameLength: fftLength, hopLength });
  const around = (harmonicLength - 1) / 2;
  for (let begin = 0; begin < frames; begin += FRAMES_AT_A_TIME) {
    const end = Math.min(frames, begin + FRAMES_AT_A_TIME);
    const first = Math.max(0, begin - around);
    const magnitude = spectra.load(first, Math.min(frames, end + around));
    const masks = harmonicPercussiveMasks(magnitude, { harmonicLength, ...others });
    for (let frame = begin; frame < end; frame++) {
      spectra.masked(masks.harmonic, frame - first, (real, imaginary) => {
        harmonic.add(frame, real, imaginary);
      });
      spectra.masked(masks.percussive, frame - first, (real, imaginary) => {
        percussive.add(frame, real, imaginary);
      });
    }
  }
  return { harmonic: harmonic.finish(), percussive: percussive.finish() };
}

/** Complex spectra of a run of centred frames, zeros around the signal. */
class FrameSpectra {
  private readonly spectrum: ShortTimeSpectrum;
  private readonly frame: Float32Array;
  private readonly maskedReal: Float64Array;
  private readonly maskedImaginary: Float64Array;
  private real = new Float32Array(0);
  private imaginary = new Float32Array(0);

  constructor(
    private readonly samples: Float32Array,
    window: Float64Array,
    private readonly hopLength: number,
  ) {
    this.spectrum = new ShortTimeSpectrum(window.length, window);
    this.frame = new Float32Array(window.length);
    this.maskedReal = new Float64Array(this.spectrum.bins);
    this.maskedImaginary = new Float64Array(this.spectrum.bins);
  }

  /** Takes frames `first..end - 1` in place of the former ones, and gives their magnitudes. */
  load(first: number, end: number): { frames: number; bins: number; data: Float32Array } {
    const { frame, samples, spectrum } = this;
    const { bins } = spectrum;
    const count = (end - first) * bins;
    if (this.real.length < count) {
      this.real = new Float32Array(count);
      this.imaginary = new Float32Array(count);
    }
    for (let index = 0; index < end - first; index++) {
      const start = (first + index) * this.hopLength - frame.length / 2;
      const from = Math.max(0, start);
      frame.fill(0);
      frame.set(samples.subarray(from, Math.max(from, start + frame.length)), from - start);
      const place = [index * bins, (index + 1) * bins] as const;
      spectrum.spectrum(frame, 0, this.real.subarray(...place), this.imaginary.subarray(...place));
    }
    const data = new Float32Array(count);
    for (let index = 0; index < count; index++)
      data[index] = Math.sqrt(this.real[index] ** 2 + this.imaginary[index] ** 2);
    return { frames: end - first, bins, data };
  }

  /** Shows one of the frames, counted from the first one loaded, times its mask; the arrays are valid during the call only. */
  masked(mask: Float32Array, index: number, visit: (real: Float64Array, imaginary: Float64Array) => void): void {
    const { maskedReal, maskedImaginary } = this;
    const { bins } = this.spectrum;
    for (let bin = 0, place = index * bins; bin < bins; bin++, place++) {
      maskedReal[bin] = mask[place] * this.real[place];
      maskedImaginary[bin] = mask[place] * this.imaginary[place];
    }
    visit(maskedReal, maskedImaginary);
  }
}
