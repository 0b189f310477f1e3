import { readFile } from 'node:fs/promises';
import { MU_LAW } from '../../../../src/audio/pcm/g711.js';
import { resample, WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';

const RATE_HZ = 8000;

/**
 * Reads bare µ-law bytes of 8 kHz, without a header, as old Unix sounds are.
 * @returns samples at 16 kHz, within ±1
 */
export async function readMuLaw(path: string): Promise<Float32Array> {
  const samples = Float32Array.from(await readFile(path), (code) => MU_LAW[code]);
  return resample(samples, { fromHz: RATE_HZ, toHz: WHISPER_RATE_HZ });
}
