import { UnprocessableError } from '../../common/errors/errors.js';
import { BLANK_LABEL, type Label, toMicrosecond } from '../label.js';
import { brokenRule, MAX_LABELS } from '../label-rules.js';
import { tooManyLabels } from '../formats/label-collector.js';

/** Something that a model heard; what it does not tell is left blank. */
export type Detection = Pick<Label, 'onsetSeconds' | 'offsetSeconds'> &
  Partial<Omit<Label, 'id' | 'onsetSeconds' | 'offsetSeconds' | 'modelName' | 'modelVersion'>>;

/** The model that made labels. */
export interface LabelSource {
  readonly model: string;
  readonly version: string;
}

/** @throws UnprocessableError for the first one that breaks a rule of labels, or when they are too many for a version */
export function fromDetections(detections: readonly Detection[], { model, version }: LabelSource): Label[] {
  if (detections.length > MAX_LABELS) throw tooManyLabels();
  return detections.map((detection, index) => {
    const label = {
      ...BLANK_LABEL,
      ...detection,
      onsetSeconds: toMicrosecond(detection.onsetSeconds),
      offsetSeconds: toMicrosecond(detection.offsetSeconds),
      modelName: model,
      modelVersion: version,
    };
    const broken = brokenRule(label);
    if (broken === undefined) return label;
    throw new UnprocessableError('invalid-label', `Label ${index + 1}: ${broken.field} ${broken.message}.`);
  });
}
