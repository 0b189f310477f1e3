import type { ComputeTask } from '../../../compute/compute-task.js';
import { moving } from '../../../compute/moving.js';
import { type HeardSegments, toMillisecond } from '../../segments/heard-segments.js';
import { splitClusterName } from './cluster-names.js';
import { composeLabels } from './compose-labels.js';
import { type PeopleLabelsText, readPeopleLabels } from './people-labels.js';

export interface ComposeLabelsInput {
  readonly people: PeopleLabelsText;
  readonly heard: HeardSegments;
}

/** The answer as JSON, UTF-8: hundreds of thousands of labels, which the main thread only passes on. */
const composeLabelsTask: ComputeTask<ComposeLabelsInput, Uint8Array<ArrayBuffer>> = ({ people, heard }) => {
  const { areas, labels } = readPeopleLabels(people);
  const names = heard.clusters.map(splitClusterName);
  const predicted = Array.from(heard.onset, (onset, index) => ({
    onset: toMillisecond(onset),
    offset: toMillisecond(heard.offset[index]),
    ...names[heard.class[index]],
  }));
  return moving(new TextEncoder().encode(JSON.stringify({ labels: composeLabels(areas, labels, predicted) })));
};
export default composeLabelsTask;
