import type { ComputeTask } from '../../compute/compute-task.js';
import { LABEL_FORMATS, type LabelFormatName } from '../formats/label-formats.js';
import type { WriteOptions } from '../formats/label-format.js';
import { type LeftOut, leftOut } from '../formats/left-out.js';
import type { Label } from '../label.js';

export interface WriteLabelsInput {
  /** JSON arrays of labels. */
  readonly chunks: readonly string[];
  readonly format: LabelFormatName;
  readonly options: WriteOptions;
}

export interface WrittenLabels {
  readonly file: Uint8Array;
  /** What the format has no place for. */
  readonly leftOut: LeftOut;
}

/** Writes a file of labels. */
const writeLabelsTask: ComputeTask<WriteLabelsInput, WrittenLabels> = ({ chunks, format, options }) => {
  const labels = chunks.flatMap((chunk) => JSON.parse(chunk) as Label[]);
  const file = new TextEncoder().encode(LABEL_FORMATS[format].write(labels, options));
  return { file, leftOut: leftOut(labels, LABEL_FORMATS[format]) };
};
export default writeLabelsTask;
