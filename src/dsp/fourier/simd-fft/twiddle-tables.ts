import { type Radix } from './butterfly.js';

const LANES = 4;
/** Partners that have factors in a stage of four: the lanes 1, 2 and 3. */
const COMBINED = 3;

/** Writes exp(-2πi · turns / length). The product is reduced first, which keeps long transforms as exact as short ones. */
function writeFactor(table: Float32Array, real: number, imaginary: number, turns: number, length: number): void {
  const angle = (2 * Math.PI * (turns % length)) / length;
  table[real] = Math.cos(angle);
  table[imaginary] = -Math.sin(angle);
}

export const stageTwiddlesLength = (radix: Radix, span: number): number => 2 * (radix - 1) * span;

/** The factors of a stage that joins transforms of `span` values by `radix`: for each value, those of its partners 1..radix - 1. */
export function writeStageTwiddles(table: Float32Array, radix: Radix, span: number): void {
  let position = 0;
  for (let index = 0; index < span; index++) {
    for (let partner = 1; partner < radix; partner++, position += 2) {
      writeFactor(table, position, position + 1, index * partner, radix * span);
    }
  }
}

/** Numbers for one block of four values: cosines and sines of each combined lane. */
export const COMBINE_BLOCK = 2 * LANES * COMBINED;

export const combineTwiddlesLength = (quarter: number): number => COMBINE_BLOCK * Math.ceil(quarter / LANES);

/** The factors with which the lanes' transforms of `quarter` values are joined, in blocks of four values; the last block ends with the last value. */
export function writeCombineTwiddles(table: Float32Array, quarter: number): void {
  for (let position = 0; position < table.length; position += 2 * LANES) {
    const block = Math.floor(position / COMBINE_BLOCK);
    const begin = Math.min(block * LANES, quarter - LANES);
    const lane = 1 + (position % COMBINE_BLOCK) / (2 * LANES);
    for (let index = 0; index < LANES; index++) {
      writeFactor(table, position + index, position + LANES + index, (begin + index) * lane, LANES * quarter);
    }
  }
}

export const realTwiddlesLength = (size: number): number => 2 * LANES * Math.ceil(size / 4 / LANES);

/** The factors of frequencies 1 to a quarter of `size`, in blocks of four. */
export function writeRealTwiddles(table: Float32Array, size: number): void {
  for (let position = 0; position < table.length; position += 2 * LANES) {
    for (let index = 0; index < LANES; index++) {
      writeFactor(table, position + index, position + LANES + index, 1 + position / 2 + index, size);
    }
  }
}
