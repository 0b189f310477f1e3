import { checkFinite, checkSamples } from '../arguments/check-arguments.js';
import { chromaFilterBank, type ChromaFilterBankOptions } from './chroma-filter-bank.js';
import { visitFrames } from '../fourier/frames.js';
import { PitchPeaks } from './pitch-tuning.js';
import { scaleFramesToMaximum } from './scale-frames.js';
import { SpectralFrames } from '../fourier/spectral-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface ChromaStftOptions extends Omit<ChromaFilterBankOptions, 'fftLength'> {
  /** Default 2048. */
  readonly fftLength?: number;
  /** Samples from frame to frame: an integer of 1..16777216. Default 512. */
  readonly hopLength?: number;
  /** Deviation from a' = 440 Hz as a share of a class: a number of -1..1. Default: estimated from the signal. */
  readonly tuning?: number;
}

/**
 * Pitch classes over time from the power of the short-time Fourier transform, as librosa's `chroma_stft`: Hann window, centred frames with zeros
 * around the signal, tuned to the recording, each frame divided by its largest value.
 *
 * The signal is transformed twice when the tuning is estimated, which is cheaper than to keep its spectrogram.
 * @returns `1 + floor(samples / hopLength)` frames of `classes` values of 0..1, from C on; none for an empty signal
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function chromaStft(samples: Float32Array, options: ChromaStftOptions): Spectrogram {
  const { sampleRateHz, fftLength = 2_048, hopLength = 512, classes = 12 } = options;
  checkSamples('samples', samples);
  checkFinite('samples', samples);
  // Checks the other options before any work is done with them.
  let bank = chromaFilterBank({ sampleRateHz, fftLength, classes, tuning: options.tuning });
  const spectra = new SpectralFrames({ fftLength, hopLength });
  const frames = spectra.count(samples, classes);
  const eachPower = powerVisitor(samples, spectra);
  if (options.tuning === undefined) {
    const peaks = new PitchPeaks(sampleRateHz, fftLength);
    eachPower((power) => {
      peaks.add(power);
    });
    bank = chromaFilterBank({ sampleRateHz, fftLength, classes, tuning: peaks.tuning({ binsPerOctave: classes }) });
  }
  const result = { frames, bins: classes, data: new Float32Array(frames * classes) };
  eachPower((power, frame) => {
    for (let index = 0; index < classes; index++) {
      const row = index * power.length;
      let sum = 0;
      for (let bin = 0; bin < power.length; bin++) sum += bank[row + bin] * power[bin];
      result.data[frame * classes + index] = sum;
    }
  });
  scaleFramesToMaximum(result);
  return result;
}

type PowerVisitor = (power: Float32Array, frame: number) => void;

function powerVisitor(samples: Float32Array, spectra: SpectralFrames): (visit: PowerVisitor) => void {
  const power = new Float32Array(spectra.bins);
  return (visit) => {
    visitFrames(samples, spectra.framing, (buffer, start, frame) => {
      spectra.power(buffer, start, power);
      visit(power, frame);
    });
  };
}
