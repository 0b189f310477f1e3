import type { ComputeTask } from '../../../compute/compute-task.js';
import { type Body, parseBody } from '../../body/parse-body.js';
import type { ParseBodyInput } from '../../body/parse-body.task.js';

/** Lists that may have 200,000 entries. */
const LISTS = ['annotated_areas', 'human_labels'];

/**
 * Reads a body off the event loop and leaves its long lists text: as objects they would take the main thread seconds to receive, to check and to
 * write again. What they hold is looked at by the threads that need it.
 */
const readListsAsTextTask: ComputeTask<ParseBodyInput, Body> = ({ bytes, fields }) => {
  if (bytes.length === 0) return {};
  const body = parseBody(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(), fields);
  for (const list of LISTS.filter((name) => (body[name] ?? null) !== null)) body[list] = JSON.stringify(body[list]);
  return body;
};
export default readListsAsTextTask;
