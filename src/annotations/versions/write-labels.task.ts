import type { ComputeTask } from '../../compute/compute-task.js';
import { LABEL_FORMATS, type LabelFormatName } from '../formats/label-formats.js';
import type { WriteOptions } from '../formats/label-format.js';
import type { Label } from '../label.js';

export interface WriteLabelsInput {
  /** JSON arrays of labels. */
  readonly chunks: readonly string[];
  readonly format: LabelFormatName;
  readonly options: WriteOptions;
}

/** Writes a file of labels. */
const writeLabelsTask: ComputeTask<WriteLabelsInput, Uint8Array> = ({ chunks, format, options }) => {
  const labels = chunks.flatMap((chunk) => JSON.parse(chunk) as Label[]);
  return new TextEncoder().encode(LABEL_FORMATS[format].write(labels, options));
};
export default writeLabelsTask;
