import { checkInteger } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { type FramePadding, frameCount, type FramesOptions } from './frames.js';
import { ShortTimeSpectrum } from './short-time-spectrum.js';
import { type WindowName, windowFunction } from './window-functions.js';

export interface SpectralFramesOptions {
  /** Length of the Fourier transform, samples: an integer of 2..16777216. */
  readonly fftLength: number;
  /** Samples from frame to frame: an integer of 1..16777216. */
  readonly hopLength: number;
  /** Default `'hann'`. */
  readonly window?: WindowName;
  /** Samples of the window, which stands in the middle of the frame: an integer of 1..fftLength. Default: all of it. */
  readonly windowLength?: number;
  /** What lies around the signal for centred frames: `'zero'` (default), `'reflect'`; `'none'` takes whole frames of the signal only. */
  readonly padding?: FramePadding;
}

type Numbers = Float32Array | Float64Array;

/** More numbers than this are not made at once: 2 GiB of them. */
const MOST_VALUES = 1 << 29;

/** The windowed transforms of a signal's frames. */
export class SpectralFrames {
  readonly bins: number;
  /** How {@link visitFrames} and {@link FrameStream} cut the signal. */
  readonly framing: FramesOptions;
  private readonly transform: ShortTimeSpectrum;
  private readonly windowStart: number;

  /** @throws DspArgumentError for lengths outside their ranges or an unknown window */
  constructor(options: SpectralFramesOptions) {
    const { fftLength, hopLength, window = 'hann', windowLength = fftLength, padding = 'zero' } = options;
    checkInteger('fftLength', fftLength, 2, 1 << 24);
    checkInteger('windowLength', windowLength, 1, fftLength);
    this.framing = { frameLength: fftLength, hopLength, padding };
    // Refuses a bad hop or padding before anything is computed.
    frameCount(0, this.framing);
    this.windowStart = Math.floor((fftLength - windowLength) / 2);
    this.transform = new ShortTimeSpectrum(fftLength, windowFunction(window, windowLength));
    this.bins = this.transform.bins;
  }

  /**
   * The number of a signal's frames.
   * @throws DspArgumentError when frames of this many values would be more than 536870912 in all
   */
  count(samples: Float32Array, valuesPerFrame: number): number {
    const frames = frameCount(samples.length, this.framing);
    if (frames * valuesPerFrame > MOST_VALUES) {
      const requirement = `long enough for at most ${MOST_VALUES} values (${frames} frames of ${valuesPerFrame})`;
      throw new DspArgumentError('hopLength', requirement, this.framing.hopLength);
    }
    return frames;
  }

  /**
   * Writes `|X[k]|²` of the frame that begins at `start`.
   * @throws DspArgumentError for a NaN or an infinity in the frame
   */
  power(samples: Float32Array, start: number, output: Numbers): void {
    this.transform.power(samples, start + this.windowStart, output);
    checkFrame(output);
  }

  /** Writes `X[k]` of the frame that begins at `start`; otherwise as {@link power}. */
  spectrum(samples: Float32Array, start: number, real: Numbers, imaginary: Numbers): void {
    this.transform.spectrum(samples, start + this.windowStart, real, imaginary);
    checkFrame(real);
  }
}

/** A single NaN or infinity among the samples spoils all frequencies, so that one of them tells. */
function checkFrame(spectrum: Numbers): void {
  if (!Number.isFinite(spectrum[0])) throw new DspArgumentError('samples', 'finite numbers', spectrum[0]);
}
