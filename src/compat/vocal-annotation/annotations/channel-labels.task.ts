import type { ComputeTask } from '../../../compute/compute-task.js';
import { isPlaceholder, type PostedAnnotation } from './posted-annotation.js';

export interface ChannelLabelsInput {
  /** A JSON array of posted annotations. */
  readonly annotations: string;
}

/** Labels by channel, `{"channels": {"0": […]}}`, without placeholders. */
const channelLabelsTask: ComputeTask<ChannelLabelsInput, string> = ({ annotations }) => {
  const channels: Record<string, PostedAnnotation[]> = {};
  for (const annotation of JSON.parse(annotations) as PostedAnnotation[]) {
    if (!isPlaceholder(annotation)) (channels[annotation.channelIndex] ??= []).push(annotation);
  }
  return JSON.stringify({ channels });
};
export default channelLabelsTask;
