import type { ComputeTask } from '../../../compute/compute-task.js';
import { AnnotatedAreas } from '../labels/annotated-areas.js';
import { type PeopleLabelsText, readPeopleLabels } from '../labels/people-labels.js';
import { noTrainingData } from './training-refusals.js';

export interface TrainingRecordingInput {
  readonly people: PeopleLabelsText;
  readonly recordingId: string;
  readonly channel: number;
}

/** Areas and labels of a request as the native API has them, in JSON. @throws InvalidRequestError when no area has a label */
const trainingRecordingTask: ComputeTask<TrainingRecordingInput, string> = ({ people, recordingId, channel }) => {
  const given = readPeopleLabels(people);
  const areas = given.areas.filter(({ onset, offset }) => offset > onset);
  const annotated = new AnnotatedAreas(areas);
  const labels = given.labels.filter((label) => label.offset > label.onset && annotated.touch(label));
  if (labels.length === 0) throw noTrainingData();
  const within = (onset: number, offset: number): object => ({
    onsetSeconds: Math.max(0, onset),
    offsetSeconds: Math.max(0, offset),
    channel,
  });
  return JSON.stringify({
    recordingId,
    areas: areas.filter(({ offset }) => offset > 0).map(({ onset, offset }) => within(onset, offset)),
    labels: labels
      .filter(({ offset }) => offset > 0)
      .map(({ onset, offset, species, individual, clustername }) => ({
        ...within(onset, offset),
        ...{ species, individual, cluster: clustername },
      })),
  });
};
export default trainingRecordingTask;
