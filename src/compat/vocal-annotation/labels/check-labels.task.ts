import { InvalidRequestError } from '../../../common/errors/errors.js';
import type { ComputeTask } from '../../../compute/compute-task.js';
import { type PeopleLabelsText, readPeopleLabels } from './people-labels.js';

/** Refuses labels that cannot be joined with others before anybody waits for these. */
const checkLabelsTask: ComputeTask<PeopleLabelsText, void> = (text) => {
  const reversed = readPeopleLabels(text).labels.findIndex(({ onset, offset }) => offset < onset);
  if (reversed < 0) return;
  throw InvalidRequestError.forField(`human_labels[${reversed}].offset`, 'must not be before the onset');
};
export default checkLabelsTask;
