import { SlidingMedian } from '../../../dsp/harmonic-percussive/sliding-median.js';
import { firstColumns } from './dynamic-time-warping.js';

export interface AlignTokensOptions {
  /** Positions of the encoder that hold audio; what comes after is padding. */
  readonly positions: number;
  /** Odd. */
  readonly medianFilterWidth: number;
}

/**
 * Where each token begins in the audio. Cross-attentions of heads that follow the words are normalised over positions and over tokens, smoothed
 * by a median over positions, averaged over heads, and the way of highest attention through tokens and positions is found.
 *
 * Source: Radford et al., 2022, with its published code (`timing.py`).
 * @param attention of each token, one array of positions a head
 * @returns position of the beginning of each token, rising
 */
export function alignTokens(
  attention: readonly (readonly Float32Array[])[],
  { positions, medianFilterWidth }: AlignTokensOptions,
): Int32Array {
  const rows = attention.length;
  const heads = attention[0]?.length ?? 0;
  if (rows === 0 || heads === 0 || positions === 0) return new Int32Array(rows);
  const median = new SlidingMedian(positions, medianFilterWidth);
  const costs = new Float32Array(rows * positions);
  for (let head = 0; head < heads; head++) {
    const weights = new Float32Array(rows * positions);
    attention.forEach((ofToken, row) => weights.set(shares(ofToken[head].subarray(0, positions)), row * positions));
    standardise(weights, rows, positions);
    for (let row = 0; row < rows; row++) median.filter(weights, row * positions, 1);
    for (let cell = 0; cell < costs.length; cell++) costs[cell] -= weights[cell] / heads;
  }
  return firstColumns(costs, rows, positions);
}

/** The values divided by their sum. */
function shares(values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value;
  return sum > 0 ? values.map((value) => value / sum) : values;
}

/** Makes mean 0 and deviation 1 of the values that tokens have at one position. */
function standardise(weights: Float32Array, rows: number, columns: number): void {
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    let squares = 0;
    for (let cell = column; cell < weights.length; cell += columns) {
      sum += weights[cell];
      squares += weights[cell] ** 2;
    }
    const mean = sum / rows;
    const deviation = Math.sqrt(Math.max(0, squares / rows - mean ** 2));
    for (let cell = column; cell < weights.length; cell += columns) {
      weights[cell] = deviation > 0 ? (weights[cell] - mean) / deviation : 0;
    }
  }
}
