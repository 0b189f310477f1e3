import type { ComputeTask } from '../../compute/compute-task.js';
import { threadSessions } from '../../inference/graph-sessions.js';
import type { Probabilities } from '../sentiment-class.js';
import { classifyTexts } from './classify-texts.js';

export interface ClassifyTaskInput {
  /** Of the model. */
  readonly directory: string;
  readonly texts: readonly string[];
}

const classifyTask: ComputeTask<ClassifyTaskInput, (Probabilities | null)[]> = ({ directory, texts }, context) =>
  classifyTexts(directory, texts, threadSessions, (done) => context.report(done / texts.length));
export default classifyTask;
