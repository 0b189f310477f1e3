import { centredFrames, type SignalFrameOptions } from './signal-frames.js';

/**
 * Root mean square of each frame, zeros around the signal counted, as librosa's `rms`.
 * @returns one value a frame; none for an empty signal
 * @throws DspArgumentError for lengths outside their ranges, NaN or infinities
 */
export function rootMeanSquare(samples: Float32Array, options: SignalFrameOptions = {}): Float32Array {
  const { frameLength, starts } = centredFrames(samples, options);
  return Float32Array.from(starts, (start) => {
    let sum = 0;
    const end = Math.min(samples.length, start + frameLength);
    for (let index = Math.max(0, start); index < end; index++) sum += samples[index] * samples[index];
    return Math.sqrt(sum / frameLength);
  });
}
