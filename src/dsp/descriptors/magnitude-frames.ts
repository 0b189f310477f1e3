import { checkFinite, checkInteger, checkLength, checkNumber } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

/** What the spectral descriptors of this folder need to know of a magnitude spectrogram. librosa's are made for a transform of 2048 samples, a hop of 512 and a Hann window. */
export interface SpectralOptions {
  /** Rate of the samples that the spectrogram is of, Hz: a number of 1..1000000. */
  readonly sampleRateHz: number;
}

/** Refuses spectrograms whose parts do not fit together, or that hold negative values, NaN or infinities. */
export function checkSpectrogram({ frames, bins, data }: Spectrogram): void {
  checkInteger('spectrogram.frames', frames, 0, 2 ** 31);
  checkInteger('spectrogram.bins', bins, 1, 2 ** 31);
  checkLength('spectrogram.data', data, frames * bins);
  checkFinite('spectrogram.data', data);
  const negative = data.findIndex((value) => value < 0);
  if (negative >= 0) throw new DspArgumentError(`spectrogram.data[${negative}]`, '0 or more', data[negative]);
}

/** The distance of two bins of a transform of an even length, Hz. */
export function binDistance(spectrogram: Spectrogram, { sampleRateHz }: SpectralOptions): number {
  checkInteger('spectrogram.bins', spectrogram.bins, 2, 2 ** 31);
  checkNumber('sampleRateHz', sampleRateHz, 1, 1e6);
  return sampleRateHz / (2 * (spectrogram.bins - 1));
}

/** One value of each frame. */
export function eachFrame(spectrogram: Spectrogram, describe: (frame: Float32Array) => number): Float32Array {
  const { frames, bins, data } = spectrogram;
  return Float32Array.from({ length: frames }, (_, frame) => describe(data.subarray(frame * bins, (frame + 1) * bins)));
}
