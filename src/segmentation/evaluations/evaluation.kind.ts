import type { JobKind } from '../../jobs/job-context.js';
import { EvaluationOptions } from './dto/create-evaluation.dto.js';
import { EvaluationResult } from './dto/evaluation-result.dto.js';

export const EVALUATION_KIND: JobKind<EvaluationOptions, EvaluationResult> = {
  kind: 'evaluation',
  description: 'How well a model finds what is labelled.',
  optionsClass: EvaluationOptions,
  resultClass: EvaluationResult,
  usesModel: true,
  isInternal: true,
  timeoutSeconds: 6 * 3600,
};
