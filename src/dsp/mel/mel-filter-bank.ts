import { checkInteger, checkNumber, checkOneOf } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { melFrequencies, type MelScale } from './mel-scale.js';
import { SparseRows } from './sparse-rows.js';

export interface MelFilterBankOptions {
  /** Hz, 1..1000000. */
  readonly sampleRateHz: number;
  /** Length of the Fourier transform, samples: an integer of 2..16777216. */
  readonly fftLength: number;
  /** Number of bands: an integer of 1..4096. */
  readonly bands: number;
  /** Lower edge of the first band, Hz. Default 0. */
  readonly minimumHz?: number;
  /** Upper edge of the last band, Hz. Default: the Nyquist frequency. */
  readonly maximumHz?: number;
  readonly scale?: MelScale;
  /** `'area'` (default) gives each triangle the same area, as Slaney's toolbox; `'none'` the same height of 1. */
  readonly normalisation?: 'area' | 'none';
  /**
   * Designs the triangles for a transform this many times longer and lets each bin stand for as many of its bins (nearest neighbour), so that
   * narrow low bands are not empty: an integer of 1..64, default 1.
   */
  readonly oversampling?: number;
}

/** Overlapping triangles on the mel scale, kept sparse. */
export class MelFilterBank {
  readonly bins: number;
  private rows: SparseRows | undefined;

  /** @param firstBins first bin of each band's triangle @param weights the triangle from that bin on */
  constructor(
    readonly bands: number,
    fftLength: number,
    readonly firstBins: readonly number[],
    readonly weights: readonly Float32Array[],
  ) {
    this.bins = Math.floor(fftLength / 2) + 1;
  }

  /**
   * The energy of each band: `output[band] = Σ weight · spectrum[bin]`.
   * @param spectrum power (or magnitude) of `bins` frequencies @param output `bands` numbers from `offset` on, overwritten
   */
  apply(spectrum: Float32Array | Float64Array, output: Float32Array, offset = 0): void {
    this.rows ??= new SparseRows(
      this.weights.map((weights, band) => ({ first: this.firstBins[band], weights })),
      this.bins,
    );
    this.rows.apply(spectrum, output, offset);
  }
}

/**
 * Designs a mel filter bank with the definition of librosa's `filters.mel`.
 * A band that is narrower than the distance of two bins may be empty: use a longer transform or fewer bands.
 * @throws DspArgumentError for counts outside their ranges, crossed frequencies, or frequencies above Nyquist
 */
export function melFilterBank(options: MelFilterBankOptions): MelFilterBank {
  const { sampleRateHz, fftLength, bands, scale = 'slaney', normalisation = 'area', oversampling = 1 } = options;
  checkNumber('sampleRateHz', sampleRateHz, 1, 1e6);
  checkInteger('fftLength', fftLength, 2, 1 << 24);
  checkInteger('bands', bands, 1, 4096);
  checkOneOf('scale', scale, ['slaney', 'htk']);
  checkInteger('oversampling', oversampling, 1, 64);
  checkOneOf('normalisation', normalisation, ['area', 'none']);
  const { minimumHz = 0, maximumHz = sampleRateHz / 2 } = options;
  checkNumber('maximumHz', maximumHz, 0, sampleRateHz / 2);
  checkNumber('minimumHz', minimumHz, 0, maximumHz);
  if (minimumHz === maximumHz) throw new DspArgumentError('minimumHz', `below maximumHz (${maximumHz})`, minimumHz);

  const edges = melFrequencies(bands + 2, minimumHz, maximumHz, scale);
  const binHz = sampleRateHz / (fftLength * oversampling);
  const firstBins: number[] = [];
  const weights: Float32Array[] = [];
  for (let band = 0; band < bands; band++) {
    const [lower, centre, upper] = edges.subarray(band, band + 3);
    const first = Math.ceil(lower / binHz);
    const last = Math.min(Math.floor(upper / binHz), Math.floor((fftLength * oversampling) / 2));
    const height = normalisation === 'area' ? 2 / (upper - lower) : 1;
    const firstBin = Math.floor(first / oversampling);
    const triangle = new Float64Array(Math.max(0, Math.floor(last / oversampling) - firstBin + 1));
    for (let fine = first; fine <= last; fine++) {
      const rising = (fine * binHz - lower) / (centre - lower);
      const falling = (upper - fine * binHz) / (upper - centre);
      triangle[Math.floor(fine / oversampling) - firstBin] += height * Math.max(0, Math.min(rising, falling));
    }
    firstBins.push(firstBin);
    weights.push(Float32Array.from(triangle));
  }
  return new MelFilterBank(bands, fftLength, firstBins, weights);
}
