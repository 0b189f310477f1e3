import { WHISPER_RATE_HZ } from '../../../../src/dsp/index.js';

/** One spoken digit at 16 kHz, silence around it cut off. */
export interface DigitClip {
  readonly digit: number;
  readonly speaker: string;
  readonly take: string;
  readonly samples: Float32Array;
}

const FRAME = WHISPER_RATE_HZ / 200;
const SILENCE_DB = -40;

/** Cuts off what is quieter than 40 dB below the loudest 5 ms, at both ends. This defines where a word begins and ends. */
export function trimSilence(samples: Float32Array): Float32Array {
  const energies = Array.from({ length: Math.floor(samples.length / FRAME) }, (_, frame) =>
    samples.subarray(frame * FRAME, (frame + 1) * FRAME).reduce((sum, sample) => sum + sample * sample, 0),
  );
  const least = Math.max(...energies) * 10 ** (SILENCE_DB / 10);
  const first = energies.findIndex((energy) => energy > least);
  const last = energies.findLastIndex((energy) => energy > least);
  return first < 0 ? samples : samples.slice(first * FRAME, (last + 1) * FRAME);
}

/** Root of the mean square, 1e-9 at least. */
export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)) + 1e-9;
}
