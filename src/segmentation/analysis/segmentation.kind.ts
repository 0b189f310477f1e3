import type { JobKind } from '../../jobs/job-context.js';
import { SegmentationOptions } from '../dto/segmentation-options.dto.js';
import { SegmentationResult } from '../dto/segmentation-result.dto.js';

export const SEGMENTATION_KIND: JobKind<SegmentationOptions, SegmentationResult> = {
  kind: 'segmentation',
  description: 'Onset, offset and class of every vocalisation of animals or people.',
  optionsClass: SegmentationOptions,
  resultClass: SegmentationResult,
  usesModel: true,
  modelTask: 'segmentation',
  timeoutSeconds: 6 * 3600,
};
