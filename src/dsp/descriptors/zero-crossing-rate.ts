import { centredFrames, type SignalFrameOptions } from './signal-frames.js';

/** Values nearer to zero than this are taken as zero, which counts as positive. */
const THRESHOLD = 1e-10;

/**
 * Share of each frame's samples whose sign is not that of the sample before, as librosa's `zero_crossing_rate`. The first and the last sample go on
 * beyond the ends of the signal.
 * @returns 0..1, one a frame; none for an empty signal
 * @throws DspArgumentError for lengths outside their ranges, NaN or infinities
 */
export function zeroCrossingRate(samples: Float32Array, options: SignalFrameOptions = {}): Float32Array {
  const { frameLength, starts } = centredFrames(samples, options);
  return Float32Array.from(starts, (start) => {
    let crossings = 0;
    const end = Math.min(samples.length, start + frameLength);
    for (let index = Math.max(1, start + 1); index < end; index++) {
      if (samples[index] < -THRESHOLD !== samples[index - 1] < -THRESHOLD) crossings++;
    }
    return crossings / frameLength;
  });
}
