import { IsInt, IsString, IsUUID } from 'class-validator';
import type { JobKind } from '../jobs/job-context.js';

export class FinetuneJobOptions {
  @IsUUID()
  finetuneId: string;
}

export class FinetuneJobResult {
  @IsUUID()
  modelId: string;

  @IsString()
  modelName: string;

  @IsInt()
  classes: number;
}

/** A day: thousands of steps on two cores. */
const TIMEOUT_SECONDS = 24 * 3600;

/** A step takes a fraction of a second on a free core; under the priority of training it may wait for one. */
const HANDOVER_SECONDS = 4;

export const FINETUNE_KIND: JobKind<FinetuneJobOptions, FinetuneJobResult> = {
  kind: 'segmenter-finetune',
  description: 'Trains a segmenter on labels.',
  optionsClass: FinetuneJobOptions,
  resultClass: FinetuneJobResult,
  timeoutSeconds: TIMEOUT_SECONDS,
  isInternal: true,
  perProcess: 1,
  handoverSeconds: HANDOVER_SECONDS,
};
