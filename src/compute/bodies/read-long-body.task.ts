import type { ComputeTask } from '../compute-task.js';
import { readLongBody } from './read-long-body.js';

export interface ReadLongBodyInput {
  /** UTF-8. */
  readonly bytes: Uint8Array;
}

/** Reads a long body off the event loop. */
const readLongBodyTask: ComputeTask<ReadLongBodyInput, object> = ({ bytes }) =>
  readLongBody(new TextDecoder().decode(bytes));
export default readLongBodyTask;
