import { checkOneOf } from '../arguments/check-arguments.js';
import { melSpectrogram } from './mel-spectrogram.js';
import { raiseTo, scaledLogarithm } from '../levels/scaled-logarithm.js';

/** Rate of the samples that Whisper hears, Hz. */
export const WHISPER_RATE_HZ = 16_000;
const FFT_LENGTH = 400;
const HOP_LENGTH = 160;
const SMALLEST = 1e-10;
/** Decades below the loudest value at which all is cut off. */
const RANGE = 8;

export interface WhisperLogMelOptions {
  /** 80 (default), or 128 for large-v3. */
  readonly bands?: 80 | 128;
  /** What lies around the signal: `'zero'` (default) or its mirror image (`'reflect'`), as in the original, which pads 30 s with zeros before. */
  readonly padding?: 'zero' | 'reflect';
}

/** Values over bands and frames, band after band: `data[band · frames + frame]`, the layout that the model takes. */
export interface WhisperFeatures {
  readonly bands: number;
  readonly frames: number;
  readonly data: Float32Array;
}

/**
 * The input of Whisper: Slaney mel bands of 25 ms every 10 ms, decadic logarithms in a range of 8 below the maximum, moved and scaled by
 * `(x + 4) / 4`; the last frame is dropped.
 * Source: A. Radford et al., "Robust speech recognition via large-scale weak supervision", 2022, with its published code.
 * @param samples at 16 kHz
 * @returns `floor(samples / 160)` frames
 * @throws DspArgumentError for another number of bands, NaN or infinities
 */
export function whisperLogMel(samples: Float32Array, options: WhisperLogMelOptions = {}): WhisperFeatures {
  const { bands = 80, padding = 'zero' } = options;
  checkOneOf('bands', String(bands), ['80', '128']);
  checkOneOf('padding', padding, ['zero', 'reflect']);
  const mel = melSpectrogram(samples, {
    sampleRateHz: WHISPER_RATE_HZ,
    fftLength: FFT_LENGTH,
    hopLength: HOP_LENGTH,
    bands,
    padding,
  });
  const frames = Math.max(0, mel.frames - 1);
  const values = mel.data.subarray(0, frames * bands);
  scaledLogarithm(values, SMALLEST, 1 / 4, 1);
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  raiseTo(values, largest - RANGE / 4);
  return { bands, frames, data: transpose(values, frames, bands) };
}

/** Frames that are moved at a time, so that what is read and what is written stays in the cache. */
const BLOCK = 16;

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const output = new Float32Array(values.length);
  for (let begin = 0; begin < rows; begin += BLOCK) {
    const end = Math.min(rows, begin + BLOCK);
    for (let column = 0; column < columns; column++) {
      for (let row = begin; row < end; row++) output[column * rows + row] = values[row * columns + column];
    }
  }
  return output;
}
