import { kaiserDesign, kaiserSinc } from './kaiser-sinc.js';

/** Attenuation that the filter is designed for; the margin over the promised 100 dB pays for rounding and interpolation. */
const DESIGN_ATTENUATION_DB = 112;
/** Pass-band edge as a share of the lower of the two Nyquist frequencies; the stop-band begins at that frequency itself. */
export const PASS_BAND_SHARE = 0.9;
/** Phases a sample of the lower rate when the exact ones do not fit: linear interpolation then errs by under -140 dB. */
const INTERPOLATED_PHASES = 4096;
const LARGEST_EXACT_TABLE = 1 << 20;

/** The low-pass filter of a rate change, cut into the phases at which outputs fall between inputs. */
export interface PolyphaseFilter {
  /** Output samples per `down` input samples, in lowest terms. */
  readonly up: number;
  readonly down: number;
  /** Filter taps of one phase. */
  readonly taps: number;
  /** Input samples before (and at) the output's time that a phase covers; `taps - lead` come after it. */
  readonly lead: number;
  /** Phases between two inputs. Equal to `up` when the table is exact, else interpolate linearly between neighbours. */
  readonly phases: number;
  /** Row-major, `phases` rows (one more when interpolated) of `taps`; each row sums to 1. */
  readonly table: Float64Array;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Designs the filter that changes `fromHz` into `toHz`. */
export function designPolyphaseFilter(fromHz: number, toHz: number): PolyphaseFilter {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const lowerShare = Math.min(1, up / down);
  const { beta, length } = kaiserDesign(DESIGN_ATTENUATION_DB, 1 - PASS_BAND_SHARE);
  const halfWidth = length / 2 / lowerShare;
  const lead = Math.ceil(halfWidth);
  // A multiple of four lets the inner loop run without a remainder; the window is 0 beyond its half width.
  const taps = Math.ceil((2 * lead) / 4) * 4;
  const exact = up * taps <= LARGEST_EXACT_TABLE;
  const phases = exact ? up : Math.ceil(INTERPOLATED_PHASES * lowerShare);
  const rows = exact ? phases : phases + 1;
  const cutoff = ((1 + PASS_BAND_SHARE) / 2) * lowerShare;
  const table = new Float64Array(rows * taps);
  for (let row = 0; row < rows; row++) {
    fillRow(table.subarray(row * taps, (row + 1) * taps), (tap) =>
      kaiserSinc(row / phases + lead - 1 - tap, cutoff, halfWidth, beta),
    );
  }
  return { up, down, taps, lead, phases, table };
}

/** A row whose sum is exactly the same for each phase keeps a constant signal constant. */
function fillRow(row: Float64Array, valueOf: (tap: number) => number): void {
  let sum = 0;
  for (let tap = 0; tap < row.length; tap++) sum += row[tap] = valueOf(tap);
  for (let tap = 0; tap < row.length; tap++) row[tap] /= sum;
}
