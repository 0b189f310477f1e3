import { kaiserDesign, kaiserSinc } from './kaiser-sinc.js';

/** Frequencies up to this share of the lower Nyquist frequency pass within ±0.0003 dB, and free of aliases (-90 dB). */
export const HALVING_PASS_BAND = 0.6;

/** How many samples of the higher rate an output depends on, on either side. */
export const HALVING_REACH = 15;

/** Half-band filter: the middle tap is 1/2, every other one besides is 0; these are the rest of one side. */
const TAPS = halfBandTaps();

/** Samples at a rate of `original rate / step`: `data[index]` stands at sample `(first + index) · step` of the original signal, with zeros around it. */
export interface DecimatedSignal {
  readonly data: Float32Array;
  readonly first: number;
  readonly step: number;
}

/**
 * The signal at half the rate, the filter's run-in and run-out included.
 * Source: F. Mintzer, "On half-band, third-band, and Nth-band FIR filters and their design", IEEE Trans. ASSP 30(5), 1982.
 */
export function halveRate(signal: DecimatedSignal): DecimatedSignal {
  const { data, first: firstInput, step } = signal;
  if (data.length === 0) return { data, first: 0, step: 2 * step };
  const first = Math.ceil((firstInput - HALVING_REACH) / 2);
  const last = Math.floor((firstInput + data.length - 1 + HALVING_REACH) / 2);
  const output = new Float32Array(last - first + 1);
  const whole = wholeOutputs(first, last, firstInput, data.length);
  halve(data, 2 * (first + whole.begin) - firstInput, output, whole.begin, whole.end);
  // Where the filter hangs over an end, it sees a copy with zeros.
  const end = new Float32Array(4 * HALVING_REACH + 4 * (whole.begin + output.length - whole.end));
  for (const [begin, stop] of [
    [0, whole.begin],
    [whole.end, output.length],
  ]) {
    const origin = 2 * (first + begin) - HALVING_REACH - firstInput;
    for (let index = 0; index < end.length; index++) end[index] = data[origin + index] ?? 0;
    halve(end, HALVING_REACH, output, begin, stop);
  }
  return { data: output, first, step: 2 * step };
}

/**
 * Writes `output[begin .. end)`, the first one of them centred on `input[centre]`. All that they depend on must lie in the input.
 */
export function halve(input: Float32Array, centre: number, output: Float32Array, begin: number, end: number): void {
  // Written out, because a loop over so few taps is slower.
  const [tap1, tap3, tap5, tap7, tap9, tap11, tap13, tap15] = TAPS;
  for (let index = begin, middle = centre; index < end; index++, middle += 2) {
    output[index] =
      0.5 * input[middle] +
      tap1 * (input[middle - 1] + input[middle + 1]) +
      tap3 * (input[middle - 3] + input[middle + 3]) +
      tap5 * (input[middle - 5] + input[middle + 5]) +
      tap7 * (input[middle - 7] + input[middle + 7]) +
      tap9 * (input[middle - 9] + input[middle + 9]) +
      tap11 * (input[middle - 11] + input[middle + 11]) +
      tap13 * (input[middle - 13] + input[middle + 13]) +
      tap15 * (input[middle - 15] + input[middle + 15]);
  }
}

/** The outputs all of whose inputs exist. */
function wholeOutputs(first: number, last: number, firstInput: number, length: number): { begin: number; end: number } {
  const begin = Math.min(last - first + 1, Math.ceil((firstInput + HALVING_REACH) / 2) - first);
  const end = Math.floor((firstInput + length - 1 - HALVING_REACH) / 2) + 1 - first;
  return { begin, end: Math.max(begin, end) };
}

function halfBandTaps(): Float64Array {
  const { beta } = kaiserDesign(96, 1 - HALVING_PASS_BAND);
  const response = kaiserSinc(0.5, HALVING_REACH + 1, beta);
  const taps = Float64Array.from({ length: (HALVING_REACH + 1) / 2 }, (_, index) => response(2 * index + 1));
  const sum = taps.reduce((total, tap) => total + 2 * tap, 0);
  return taps.map((tap) => (0.5 * tap) / sum);
}
