import type { ComputeTask } from '../../compute/compute-task.js';
import { moving } from '../../compute/moving.js';
import type { AudioSource } from '../audio-source.js';
import { decodeAudio } from '../decode/decode-audio.js';
import type { ChannelMinMax } from './peaks.js';

export interface MinMaxInput {
  readonly source: AudioSource;
  /** 0-based; default: the envelope of all channels. */
  readonly channel?: number;
  /** First sample and number of samples at the file's own rate. */
  readonly startFrame: number;
  readonly frames: number;
  readonly sampleRateHz: number;
  /** At most `frames`. */
  readonly points: number;
}

/**
 * Smallest and greatest sample of each of `points` equal parts of a stretch of audio, exactly: point p holds the samples
 * floor(p · frames / points) up to floor((p + 1) · frames / points).
 */
const minMaxTask: ComputeTask<MinMaxInput, ChannelMinMax> = async (input) => {
  const { source, channel = 'all', startFrame, frames, sampleRateHz, points } = input;
  const min = new Float32Array(points).fill(Infinity);
  const max = new Float32Array(points).fill(-Infinity);
  const part = { startSeconds: startFrame / sampleRateHz, durationSeconds: frames / sampleRateHz };
  let position = 0;
  for await (const { channels } of decodeAudio(source, { channel, ...part })) {
    for (const samples of channels) {
      for (let index = 0; index < samples.length; index++) {
        const point = Math.floor(((position + index + 1) * points - 1) / frames);
        if (samples[index] < min[point]) min[point] = samples[index];
        if (samples[index] > max[point]) max[point] = samples[index];
      }
    }
    position += channels[0].length;
  }
  return moving({ min, max });
};
export default minMaxTask;
