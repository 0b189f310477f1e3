import { checkNumber } from '../../dsp/arguments/check-arguments.js';
import type { FrequencyRows, FrequencyRowsOptions } from './frequency-rows.js';

/**
 * Equally spaced frequencies. Rows that are wider than a bin show the strongest of their bins, so that no tone is lost between them; narrower
 * ones lie between two bins and are interpolated.
 * @throws DspArgumentError for crossed frequencies or frequencies above Nyquist
 */
export function linearRows({
  sampleRateHz,
  fftLength,
  rows,
  minimumHz,
  maximumHz,
}: FrequencyRowsOptions): FrequencyRows {
  checkNumber('maximumHz', maximumHz, 0, sampleRateHz / 2);
  checkNumber('minimumHz', minimumHz, 0, maximumHz);
  const step = rows > 1 ? (maximumHz - minimumHz) / (rows - 1) : maximumHz - minimumHz;
  const positions = Float64Array.from(
    { length: rows },
    (_, row) => ((minimumHz + row * step) * fftLength) / sampleRateHz,
  );
  const half = (step * fftLength) / sampleRateHz / 2;
  return new BinRows(positions, half, Math.floor(fftLength / 2));
}

class BinRows implements FrequencyRows {
  readonly rows: number;
  private readonly from: Int32Array;
  private readonly to: Int32Array;

  constructor(
    /** In bins; not whole. */
    private readonly positions: Float64Array,
    half: number,
    private readonly lastBin: number,
  ) {
    this.rows = positions.length;
    this.from = Int32Array.from(positions, (position) => Math.max(0, Math.ceil(position - half)));
    this.to = Int32Array.from(positions, (position) => Math.min(lastBin, Math.floor(position + half)));
  }

  apply(power: Float32Array | Float64Array, output: Float32Array, offset: number): void {
    const { rows, from, to } = this;
    for (let row = 0; row < rows; row++) {
      const first = from[row];
      const last = to[row];
      if (first >= last) {
        output[offset + row] = this.between(power, row);
        continue;
      }
      let most = power[first];
      for (let bin = first + 1; bin <= last; bin++) if (power[bin] > most) most = power[bin];
      output[offset + row] = most;
    }
  }

  private between(power: Float32Array | Float64Array, row: number): number {
    const bin = Math.min(this.lastBin, Math.floor(this.positions[row]));
    const next = Math.min(this.lastBin, bin + 1);
    return power[bin] + (this.positions[row] - bin) * (power[next] - power[bin]);
  }
}
