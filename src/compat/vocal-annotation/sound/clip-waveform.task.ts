import { decodeAudio } from '../../../audio/decode/decode-audio.js';
import type { AudioSource } from '../../../audio/audio-source.js';
import type { ComputeTask } from '../../../compute/compute-task.js';
import { moving } from '../../../compute/moving.js';
import { MinMaxPairs } from './min-max-pairs.js';
import { standardise } from './standardise.js';

export interface ClipWaveformInput {
  readonly source: AudioSource;
  readonly channel: number;
  readonly sampleRateHz: number;
  readonly startFrame: number;
  /** Samples of the clip, all of them inside the recording. */
  readonly frames: number;
  /** Clips up to this length are not reduced; an empty clip becomes so many zeros. */
  readonly targetLength: number;
}

async function read(input: ClipWaveformInput): Promise<Float64Array> {
  const { source, channel, sampleRateHz, startFrame, frames, targetLength } = input;
  if (frames === 0) return new Float64Array(targetLength);
  const pairs = frames > targetLength ? new MinMaxPairs(frames) : undefined;
  const all = new Float64Array(pairs === undefined ? frames : 0);
  let position = 0;
  const part = { channel, startSeconds: startFrame / sampleRateHz, durationSeconds: frames / sampleRateHz };
  for await (const { channels } of decodeAudio(source, part)) {
    if (pairs === undefined) all.set(channels[0], position);
    else pairs.push(channels[0]);
    position += channels[0].length;
  }
  return pairs?.finish() ?? all.subarray(0, position);
}

/** The outline of a clip, standardised, as the text of a JSON array: writing a hundred thousand numbers takes a while. */
const clipWaveformTask: ComputeTask<ClipWaveformInput, Uint8Array> = async (input) => {
  const values = standardise(await read(input));
  return moving(new TextEncoder().encode(`[${values.join(',')}]`));
};
export default clipWaveformTask;
