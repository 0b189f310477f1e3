import type { JobKind } from '../jobs/job-context.js';
import { CreatePullRequest } from './dto/create-pull.dto.js';
import { PullResult } from './dto/pull-result.dto.js';

export const MODEL_PULL_KIND: JobKind<CreatePullRequest, PullResult> = {
  kind: 'model-pull',
  description: 'Fetches a model for everybody.',
  optionsClass: CreatePullRequest,
  resultClass: PullResult,
  isInternal: true,
  perProcess: 1,
  timeoutSeconds: 12 * 3600,
};
