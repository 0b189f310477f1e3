import { checkInteger, checkNumber } from '../arguments/check-arguments.js';

export interface ChromaFilterBankOptions {
  /** Rate of the samples, Hz: a number of 1..1000000. */
  readonly sampleRateHz: number;
  /** Length of the Fourier transform: an even integer of 2..1048576. */
  readonly fftLength: number;
  /** Pitch classes of an octave: a multiple of 12, 12..120. Default 12. */
  readonly classes?: number;
  /** Deviation from a' = 440 Hz as a share of a class: a number of -1..1. Default 0. */
  readonly tuning?: number;
}

/** Where the weights over frequency are centred, octaves above A0 (27.5 Hz), and their standard deviation. */
const CENTRE_OCTAVE = 5;
const OCTAVE_WIDTH = 2;

/**
 * Weights that gather a spectrum into pitch classes, as librosa's `filters.chroma`: a Gaussian about each class in each octave, as wide as a bin where bins
 * are wider than classes; each frequency's weights have L2 norm 1, before those far from the middle octaves are turned down.
 * Source: D. P. W. Ellis, "Chroma feature analysis and synthesis", Columbia University 2007.
 * @returns row-major, `classes` rows from C on, of `fftLength / 2 + 1` weights
 * @throws DspArgumentError for options outside their ranges
 */
export function chromaFilterBank(options: ChromaFilterBankOptions): Float32Array {
  const { sampleRateHz, fftLength, classes = 12, tuning = 0 } = options;
  checkNumber('sampleRateHz', sampleRateHz, 1, 1e6);
  checkInteger('fftLength / 2', fftLength / 2, 1, 1 << 19);
  checkInteger('classes / 12', classes / 12, 1, 10);
  checkNumber('tuning', tuning, -1, 1);
  const bins = fftLength / 2 + 1;
  const reference = 27.5 * 2 ** (tuning / classes);
  const place = (bin: number): number => classes * Math.log2((bin * sampleRateHz) / fftLength / reference);
  const weights = new Float32Array(classes * bins);
  const column = new Float64Array(classes);
  for (let bin = 0; bin < bins; bin++) {
    // The bin at 0 Hz has no pitch; it stands one and a half octaves below the first one, half a turn from it, and is that wide.
    const here = bin === 0 ? place(1) - 1.5 * classes : place(bin);
    const width = Math.max(1, place(bin + 1) - here);
    let sumOfSquares = 0;
    for (let index = 0; index < classes; index++) {
      const turns = (here - index) / classes;
      const distance = classes * (turns - Math.floor(turns + 0.5));
      column[index] = Math.exp(-2 * (distance / width) ** 2);
      sumOfSquares += column[index] ** 2;
    }
    const octave = here / classes;
    const height = Math.exp(-0.5 * ((octave - CENTRE_OCTAVE) / OCTAVE_WIDTH) ** 2) / Math.sqrt(sumOfSquares);
    // Places count from A; rows from C, three semitones higher.
    const turn = classes - classes / 4;
    for (let index = 0; index < classes; index++) {
      weights[((index + turn) % classes) * bins + bin] = height * column[index];
    }
  }
  return weights;
}
