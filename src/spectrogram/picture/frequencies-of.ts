import { melFrequencies } from '../../dsp/mel/mel-scale.js';
import type { Method } from './methods.js';

export interface RowFrequencyOptions {
  readonly method: Method;
  readonly rows: number;
  readonly minimumHz: number;
  readonly maximumHz: number;
  readonly binsPerOctave: number;
}

/**
 * Frequency of each row in Hz, rising: the middles of mel bands between both limits, or equal steps in hertz from one limit to the other, or in pitch
 * from the lower one on. Constant-q takes the maximum from its bins per octave.
 */
export function frequenciesOf({
  method,
  rows,
  minimumHz,
  maximumHz,
  binsPerOctave,
}: RowFrequencyOptions): Float64Array {
  if (method === 'log-mel') return melFrequencies(rows + 2, minimumHz, maximumHz).slice(1, -1);
  const step = rows > 1 ? (maximumHz - minimumHz) / (rows - 1) : 0;
  const at =
    method === 'linear'
      ? (row: number) => (row > 0 && row === rows - 1 ? maximumHz : minimumHz + row * step)
      : (row: number) => minimumHz * 2 ** (row / binsPerOctave);
  return Float64Array.from({ length: rows }, (_, row) => at(row));
}

/** The fewest bins per octave with which so many rows end below the maximum. */
export const fewestBinsPerOctave = (rows: number, minimumHz: number, maximumHz: number): number =>
  Math.max(1, Math.ceil(rows / Math.log2(maximumHz / minimumHz)));
