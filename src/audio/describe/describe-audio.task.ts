import type { ComputeTask } from '../../compute/compute-task.js';
import { moving } from '../../compute/moving.js';
import type { AudioDescription, AudioSource } from '../audio-source.js';
import { describeAudio, type DescribeOptions } from './describe-audio.js';
import { encodePeaks } from './peaks.js';

export type DescribeAudioInput = DescribeOptions & { readonly source: AudioSource };

export interface DescribeAudioOutput {
  readonly description: AudioDescription;
  /** Content of the peaks file. */
  readonly peaks: ArrayBuffer;
}

const describeAudioTask: ComputeTask<DescribeAudioInput, DescribeAudioOutput> = async ({ source, ...options }) => {
  const { description, peaks } = await describeAudio(source, options);
  return moving({ description, peaks: encodePeaks(peaks).buffer });
};
export default describeAudioTask;
