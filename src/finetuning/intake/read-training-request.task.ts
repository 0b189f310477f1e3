import { readFile } from 'node:fs/promises';
import type { ComputeTask } from '../../compute/compute-task.js';
import type { FinetuneHead } from '../dto/create-finetune.dto.js';
import { readTrainingRequest, type TrackReference } from './read-training-request.js';

/** What a request asks for, without its labels: those stay in its file. */
export interface TrainingRequestOutline {
  readonly head: FinetuneHead;
  readonly recordings: readonly { readonly recordingId: string; readonly track?: TrackReference }[];
  /** That stand in the request itself. */
  readonly labels: number;
}

/** Reads and checks the body of a request that lies at this path. */
const readTrainingRequestTask: ComputeTask<string, TrainingRequestOutline> = async (path) => {
  const { head, recordings } = readTrainingRequest(await readFile(path, 'utf8'));
  return {
    head: { ...head, ...(head.options !== undefined && { options: { ...head.options } }) },
    recordings: recordings.map(({ recordingId, labels }) =>
      'version' in labels ? { recordingId, track: labels } : { recordingId },
    ),
    labels: recordings.reduce((sum, { labels }) => sum + ('version' in labels ? 0 : labels.length), 0),
  };
};
export default readTrainingRequestTask;
