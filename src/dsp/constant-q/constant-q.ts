import { checkInteger, checkSamples } from '../arguments/check-arguments.js';
import { constantQFrequencies, type ConstantQOptions, planOctaves } from './constant-q-plan.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { halveRate, HALVING_REACH, type DecimatedSignal } from '../resampling/halve-rate.js';
import { OctaveFilter } from './octave-filter.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface ConstantQView {
  /** Samples from column to column: an integer of 1..2147483647. It need not be even. */
  readonly hopLength: number;
  /** Sample on which the first column is centred; outside the signal are zeros. Default 0. */
  readonly start?: number;
  /** Default: `1 + floor(samples / hopLength)`. At most 268435456 / bins. */
  readonly columns?: number;
}

const LARGEST_RESULT = 1 << 28;
const LARGEST_PLACE = 2 ** 48;
/** Columns are worked on in runs of so many times the longest filter: longer ones cost memory, shorter ones filter more samples twice. */
const FILTERS_PER_RUN = 8;

/**
 * The constant-Q transform of one set of bins. Designing its filters costs some milliseconds: keep the instance for further views (not
 * across threads, it has work arrays).
 *
 * The amplitudes are those of librosa's `cqt` with `norm=1, scale=True, pad_mode='constant'`: `√length · |Σ x[n] · conj(w[n])|`, where the
 * wavelet w has L1 norm 1 and `length = filterScale · sampleRateHz / (frequency · tanh(ln 2 / binsPerOctave))` samples. A sine of amplitude A
 * at a bin's centre gives `A / 2 · √length`. Unlike there, the hop may be any number: each octave is computed at the lowest rate that
 * carries it, and where a column falls between two samples of that rate, its spectrum is shifted.
 *
 * Source: C. Schörkhuber & A. Klapuri, "Constant-Q transform toolbox for music processing", SMC 2010.
 */
export class ConstantQ {
  /** Centres of the bins, Hz. */
  readonly frequencies: Float64Array;
  private readonly octaves: readonly { level: number; filter: OctaveFilter }[];
  private readonly levels: number;
  /** Samples that a column depends on, on either side of its centre. */
  readonly reach: number;

  /** @throws DspArgumentError for options outside their ranges, or when the highest filter reaches beyond the Nyquist frequency */
  constructor(options: ConstantQOptions) {
    const octaves = planOctaves(options);
    this.frequencies = constantQFrequencies(options);
    this.octaves = octaves.map((octave) => ({ level: octave.level, filter: new OctaveFilter(octave) }));
    this.levels = Math.max(...octaves.map(({ level }) => level));
    const longest = Math.max(...octaves.map(({ level, fftLength }) => fftLength * 2 ** level));
    this.reach = longest / 2 + (HALVING_REACH + 1) * 2 ** this.levels;
  }

  /**
   * Amplitudes of any equally spaced columns. Only what lies around them is looked at, so that a view costs the same wherever it is.
   * @returns `columns` frames of as many bins as there are frequencies; none for an empty signal without `columns`
   * @throws DspArgumentError for a view outside its ranges, or NaN or infinities around its columns
   */
  analyse(samples: Float32Array, view: ConstantQView): Spectrogram {
    const bins = this.frequencies.length;
    const { hopLength, start = 0 } = view;
    checkSamples('samples', samples);
    checkInteger('hopLength', hopLength, 1, 2 ** 31 - 1);
    checkInteger('start', start, -LARGEST_PLACE, LARGEST_PLACE);
    const columns = view.columns ?? (samples.length === 0 ? 0 : 1 + Math.floor(samples.length / hopLength));
    checkInteger('columns', columns, 0, Math.floor(LARGEST_RESULT / bins));
    const data = new Float32Array(columns * bins);
    const columnsPerRun = 1 + Math.floor((2 * FILTERS_PER_RUN * this.reach) / hopLength);
    for (let first = 0; first < columns; first += columnsPerRun) {
      const count = Math.min(columnsPerRun, columns - first);
      this.analyseRun(
        samples,
        start + first * hopLength,
        hopLength,
        data.subarray(first * bins, (first + count) * bins),
      );
    }
    return { frames: columns, bins, data };
  }

  private analyseRun(samples: Float32Array, centre: number, hopLength: number, output: Float32Array): void {
    const bins = this.frequencies.length;
    const columns = output.length / bins;
    const begin = Math.max(0, centre - this.reach);
    const end = Math.min(samples.length, centre + (columns - 1) * hopLength + this.reach);
    // All zero, as it was made.
    if (begin >= end) return;
    checkPart(samples, begin, end);
    const levels: DecimatedSignal[] = [{ data: samples.subarray(begin, end), first: begin, step: 1 }];
    while (levels.length <= this.levels) levels.push(halveRate(levels[levels.length - 1]));
    for (const { level, filter } of this.octaves) {
      const upToOctave = levels.slice(0, level + 1);
      for (let column = 0; column < columns; column++) {
        filter.amplitudes(upToOctave, centre + column * hopLength, output, column * bins);
      }
    }
  }
}

function checkPart(samples: Float32Array, begin: number, end: number): void {
  for (let index = begin; index < end; index++) {
    if (!Number.isFinite(samples[index])) {
      throw new DspArgumentError(`samples[${index}]`, 'a finite number', samples[index]);
    }
  }
}

/** Constant-Q amplitudes of a signal; see {@link ConstantQ} for the definition and the arguments. */
export function constantQ(samples: Float32Array, options: ConstantQOptions & ConstantQView): Spectrogram {
  return new ConstantQ(options).analyse(samples, options);
}
