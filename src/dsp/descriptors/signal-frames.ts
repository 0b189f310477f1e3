import { checkFinite, checkSamples } from '../arguments/check-arguments.js';
import { frameCount } from '../fourier/frames.js';

export interface SignalFrameOptions {
  /** Samples of a frame: an integer of 1..16777216. Default 2048. */
  readonly frameLength?: number;
  /** Samples from frame to frame: an integer of 1..16777216. Default 512. */
  readonly hopLength?: number;
}

/**
 * Places of centred frames: the first one is centred on the first sample.
 * @returns begin of each frame, negative at first
 * @throws DspArgumentError for lengths outside their ranges, NaN or infinities
 */
export function centredFrames(
  samples: Float32Array,
  options: SignalFrameOptions,
): { frameLength: number; starts: number[] } {
  const { frameLength = 2_048, hopLength = 512 } = options;
  checkSamples('samples', samples);
  checkFinite('samples', samples);
  const count = frameCount(samples.length, { frameLength, hopLength });
  const lead = Math.floor(frameLength / 2);
  return { frameLength, starts: Array.from({ length: count }, (_, frame) => frame * hopLength - lead) };
}
