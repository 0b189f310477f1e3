import { type LabelBatch, type LabelledRecording, toLabelBatch } from '../../../annotations/intake/label-batch.js';
import { MAX_LABELS } from '../../../annotations/label-rules.js';
import { InvalidRequestError } from '../../../common/errors/errors.js';
import type { ComputeTask } from '../../../compute/compute-task.js';
import { parseBody } from '../../body/parse-body.js';
import { isPlaceholder, type PostedAnnotation, readPostedAnnotation, toLabel } from './posted-annotation.js';

export interface ReadPostInput {
  /** The body, UTF-8. */
  readonly bytes: Uint8Array;
  /** Where the labels are kept natively, too. */
  readonly recording?: LabelledRecording;
}

export interface ReadPost {
  /** What says itself where it belongs, where the address does not. */
  readonly instance?: string;
  /** A JSON array, as it is answered later. */
  readonly text: string;
  readonly batch?: LabelBatch;
}

/** Reads and checks what the client posts, off the event loop: these are whole sets of labels. */
const readPostTask: ComputeTask<ReadPostInput, ReadPost> = ({ bytes, recording }) => {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  const { annotations } = parseBody(body, ['annotations']);
  if (!Array.isArray(annotations)) throw InvalidRequestError.forField('annotations', 'must be a list of labels');
  if (annotations.length > MAX_LABELS) {
    throw InvalidRequestError.forField('annotations', `may have at most ${MAX_LABELS} labels`);
  }
  const read: PostedAnnotation[] = annotations.map((one, index) => readPostedAnnotation(one, `annotations[${index}]`));
  return {
    instance: read.find(({ annotation_instance }) => annotation_instance !== undefined)?.annotation_instance,
    text: JSON.stringify(read),
    batch: recording && toLabelBatch(read.filter((one) => !isPlaceholder(one)).map(toLabel), recording),
  };
};
export default readPostTask;
