import { LOWEST_DB, STEP_DB } from './pyramid-description.js';

const KEYS = 1 << 16;
const HIGHEST = 255;

/**
 * Power to bytes of half decibels, by table: the upper half of a float's bits says its logarithm within 0.02 dB, so that hundreds of
 * millions of values need no logarithm each.
 */
export class Quantiser {
  private readonly table = new Uint8Array(KEYS);

  /** @param fullScaleDb power in dB that counts as 0 dB */
  constructor(fullScaleDb: number) {
    const bits = Uint32Array.from({ length: KEYS }, (_, key) => (key << 16) | 0x8000);
    new Float32Array(bits.buffer).forEach((power, key) => {
      const decibels = power > 0 ? 10 * Math.log10(power) - fullScaleDb : LOWEST_DB;
      this.table[key] = Math.max(0, Math.min(HIGHEST, Math.round((decibels - LOWEST_DB) / STEP_DB)));
    });
  }

  /** @param power not negative @param output as many bytes, from `offset` on */
  quantise(power: Float32Array, output: Uint8Array, offset: number): void {
    const bits = new Uint32Array(power.buffer, power.byteOffset, power.length);
    for (let index = 0; index < bits.length; index++) output[offset + index] = this.table[bits[index] >>> 16];
  }
}
