import { checkFinite, checkInteger, checkNumber, checkSamples } from '../arguments/check-arguments.js';
import { ConstantQ } from '../constant-q/constant-q.js';
import { C1_HZ, type ConstantQOptions } from '../constant-q/constant-q-plan.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { estimateTuning } from './pitch-tuning.js';
import { scaleFramesToMaximum } from './scale-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface ChromaCqtOptions extends Omit<ConstantQOptions, 'bins'> {
  /** Samples from frame to frame: an integer of 1..2147483647. Default 512. */
  readonly hopLength?: number;
  /** Octaves from `minimumHz` (default C1) on: an integer of 1..20. Default 7. */
  readonly octaves?: number;
  /** A multiple of `classes`. Default 36. */
  readonly binsPerOctave?: number;
  /** Pitch classes of an octave: an integer of 1..1024. Default 12. */
  readonly classes?: number;
  /** Deviation from a' = 440 Hz as a share of a bin: a number of -1..1. Default: estimated from the signal. */
  readonly tuning?: number;
  /** Smaller sums over octaves become 0, before frames are scaled: a number of 0..1e9. Default 0. */
  readonly threshold?: number;
}

/** Frames computed at a time: enough for the transform to work on long runs, few enough for memory. */
const FRAMES_AT_A_TIME = 2_048;

/**
 * Pitch classes over time from constant-Q amplitudes, as librosa's `chroma_cqt`: tuned to the recording, bins nearest to a class added up
 * over octaves, each frame divided by its largest value.
 * @returns `1 + floor(samples / hopLength)` frames of `classes` values of 0..1, from C on; none for an empty signal
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function chromaCqt(samples: Float32Array, options: ChromaCqtOptions): Spectrogram {
  const { hopLength = 512, octaves = 7, binsPerOctave = 36, classes = 12, threshold = 0 } = options;
  checkSamples('samples', samples);
  checkInteger('hopLength', hopLength, 1, 2 ** 31 - 1);
  checkInteger('octaves', octaves, 1, 20);
  checkInteger('classes', classes, 1, 1_024);
  checkInteger('binsPerOctave', binsPerOctave, 1, 1_024);
  if (binsPerOctave % classes !== 0) {
    throw new DspArgumentError('binsPerOctave', `a multiple of classes (${classes})`, binsPerOctave);
  }
  checkNumber('threshold', threshold, 0, 1e9);
  const bins = octaves * binsPerOctave;
  checkFinite('samples', samples);
  const tuning = options.tuning ?? estimateTuning(samples, { sampleRateHz: options.sampleRateHz, binsPerOctave });
  const transform = new ConstantQ({ ...options, binsPerOctave, bins, tuning });
  const classOf = classesOfBins(bins, binsPerOctave, classes, options.minimumHz ?? C1_HZ);

  const frames = samples.length === 0 ? 0 : 1 + Math.floor(samples.length / hopLength);
  const result = { frames, bins: classes, data: new Float32Array(frames * classes) };
  for (let first = 0; first < frames; first += FRAMES_AT_A_TIME) {
    const columns = Math.min(FRAMES_AT_A_TIME, frames - first);
    const amplitudes = transform.analyse(samples, { hopLength, start: first * hopLength, columns });
    fold(amplitudes, classOf, classes, result.data.subarray(first * classes));
  }
  for (let index = 0; index < result.data.length; index++) if (result.data[index] < threshold) result.data[index] = 0;
  scaleFramesToMaximum(result);
  return result;
}

/** The class of each bin: bins about a class's centre belong to it, with an even number of them one more below than above. */
function classesOfBins(bins: number, binsPerOctave: number, classes: number, minimumHz: number): Int32Array {
  const binsPerClass = binsPerOctave / classes;
  const semitonesAboveC = 69 + 12 * Math.log2(minimumHz / 440);
  const first = Math.round((((semitonesAboveC % 12) + 12) % 12) * (classes / 12));
  return Int32Array.from({ length: bins }, (_, bin) => {
    return (first + Math.floor((bin + Math.floor(binsPerClass / 2)) / binsPerClass)) % classes;
  });
}

function fold(amplitudes: Spectrogram, classOf: Int32Array, classes: number, output: Float32Array): void {
  const { frames, bins, data } = amplitudes;
  for (let frame = 0; frame < frames; frame++) {
    for (let bin = 0; bin < bins; bin++) output[frame * classes + classOf[bin]] += data[frame * bins + bin];
  }
}
