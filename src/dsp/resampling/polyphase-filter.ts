import { kaiserDesign, kaiserSinc } from './kaiser-sinc.js';
import { TAP_BLOCK } from './polyphase-kernel.js';

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
  readonly table: Float32Array;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The last designs by their rates: one takes up to 70 ms, and the next clip mostly has the rates of the one before. */
const recent = new Map<string, PolyphaseFilter>();
const RECENT_DESIGNS = 2;

/** The filter that changes `fromHz` into `toHz`. Callers share its table and must not write to it. */
export function polyphaseFilter(fromHz: number, toHz: number): PolyphaseFilter {
  const rates = `${fromHz}:${toHz}`;
  const filter = recent.get(rates) ?? design(fromHz, toHz);
  recent.delete(rates);
  recent.set(rates, filter);
  for (const oldest of recent.keys()) if (recent.size > RECENT_DESIGNS) recent.delete(oldest);
  return filter;
}

function design(fromHz: number, toHz: number): PolyphaseFilter {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const lowerShare = Math.min(1, up / down);
  const { beta, length } = kaiserDesign(DESIGN_ATTENUATION_DB, 1 - PASS_BAND_SHARE);
  const halfWidth = length / 2 / lowerShare;
  const lead = Math.ceil(halfWidth);
  // Whole blocks let the inner loop run without a remainder; the window is 0 beyond its half width.
  const taps = Math.ceil((2 * lead) / TAP_BLOCK) * TAP_BLOCK;
  const exact = up * taps <= LARGEST_EXACT_TABLE;
  const phases = exact ? up : Math.ceil(INTERPOLATED_PHASES * lowerShare);
  const rows = exact ? phases : phases + 1;
  const response = kaiserSinc(((1 + PASS_BAND_SHARE) / 2) * lowerShare, halfWidth, beta);
  const table = new Float32Array(rows * taps);
  const values = new Float64Array(taps);
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < taps; tap++) {
      values[tap] = response(row / phases + lead - 1 - tap);
    }
    scaleToUnitSum(values);
    table.set(values, row * taps);
  }
  return { up, down, taps, lead, phases, table };
}

/** Rows of one sum keep a constant signal constant. */
function scaleToUnitSum(values: Float64Array): void {
  const sum = values.reduce((total, value) => total + value, 0);
  for (let index = 0; index < values.length; index++) values[index] /= sum;
}
