import { decodeAudio } from '../../../audio/decode/decode-audio.js';
import type { AudioSource } from '../../../audio/audio-source.js';
import { encodeSamples } from '../../../audio/pcm/write-wav.js';
import type { ComputeTask } from '../../../compute/compute-task.js';
import { moving } from '../../../compute/moving.js';

export interface ClipPcmInput {
  readonly source: AudioSource;
  readonly channel: number;
  readonly sampleRateHz: number;
  readonly startFrame: number;
  readonly frames: number;
}

/** Exactly `frames` 16-bit samples of one channel, with zeros where the recording has none. */
const clipPcmTask: ComputeTask<ClipPcmInput, Uint8Array> = async (input) => {
  const { source, channel, sampleRateHz, startFrame, frames } = input;
  const samples = new Float32Array(frames);
  let position = 0;
  const part = { channel, startSeconds: startFrame / sampleRateHz, durationSeconds: frames / sampleRateHz };
  for await (const { channels } of decodeAudio(source, part)) {
    samples.set(channels[0], position);
    position += channels[0].length;
  }
  const { buffer } = encodeSamples([samples], 'int16');
  return moving(new Uint8Array(buffer));
};
export default clipPcmTask;
