import type { ComputeTask } from '../../compute/compute-task.js';
import { type Body, parseBody } from './parse-body.js';

export interface ParseBodyInput {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  readonly fields: readonly string[];
}

/** Reads a large body off the event loop. */
const parseBodyTask: ComputeTask<ParseBodyInput, Body> = ({ bytes, fields }) =>
  parseBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(), fields);
export default parseBodyTask;
