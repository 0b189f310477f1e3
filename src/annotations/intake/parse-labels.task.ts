import type { ComputeTask } from '../../compute/compute-task.js';
import { decodeText } from '../formats/decode-text.js';
import type { TierMeaning } from '../formats/label-format.js';
import { LABEL_FORMATS, type LabelFormatName } from '../formats/label-formats.js';
import { type LabelBatch, type LabelledRecording, toLabelBatch } from './label-batch.js';

export interface ParseLabelsInput {
  readonly bytes: Uint8Array;
  readonly format: LabelFormatName;
  readonly tiers?: TierMeaning;
  readonly recording: LabelledRecording;
}

/** Reads and checks a file of labels. */
const parseLabelsTask: ComputeTask<ParseLabelsInput, LabelBatch> = ({ bytes, format, tiers, recording }) => {
  const text = decodeText(bytes);
  const parsed = LABEL_FORMATS[format].parse(text, { fileName: recording.originalFileName, tiers });
  return toLabelBatch(parsed.labels, recording, parsed);
};
export default parseLabelsTask;
