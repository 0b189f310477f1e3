import { ApiProperty } from '@nestjs/swagger';
import { AnalysisError } from '../../analyses/dto/analysis.dto.js';
import { Page } from '../../common/pagination/page.dto.js';
import { JOB_STATUSES, type JobStatus } from '../../jobs/job-status.js';
import type { JobEntity } from '../../jobs/entities/job.entity.js';
import { LEARNING_PHASES, type LearningPhase } from '../../segmentation/learning/dto/learning-report.js';
import type { FinetuneEntity } from '../entities/finetune.entity.js';
import { remainingSeconds } from '../progress/remaining-seconds.js';
import { FinetuneOptions } from './finetune-options.dto.js';

/** How well a model does on labels that it was not trained on. */
export class FinetuneScores {
  loss: number;
  /** Share of vocalisations whose onset, offset and class were found within the tolerance of the model: F1, 0..1. */
  segmentF1: number;
  /** The same of milliseconds: F1, 0..1. */
  frameF1: number;
  /** Audio that was held back. */
  seconds: number;
  /** Labels that were held back. */
  segments: number;
}

/** Scores in the midst of training. */
export class FinetuneValidation {
  loss: number;
  segmentF1: number;
  frameF1: number;
}

export class FinetuneCurvePoint {
  step: number;
  /** Of that step on training data. */
  loss: number;
  /** Where the model was tried on what was held back. */
  validation?: FinetuneValidation;
}

export class FinetuneWarning {
  /** As `labels-outside-areas` or `classes-with-one-example`. */
  code: string;
  message: string;
  /** How many labels, areas or classes it is about. */
  count: number | null;
}

/** What is learnt from. */
export class FinetuneTrainingSet {
  recordings: number;
  areas: number;
  /** Of all areas together. */
  seconds: number;
  labels: number;
  classes: number;
  /** SHA-256 of sound, areas, labels and classes, hexadecimal; the model names it as its data. */
  sha256: string;
}

export class FinetuneBase {
  name: string;
  version: string;
  /** Of a trained model. */
  id?: string;
}

/** The training of a model. */
export class FinetuneResponse {
  id: string;
  /** Name that the model was asked to have. */
  name: string;
  /** Id of the model; it can be used when the fine-tune has succeeded. */
  modelId: string;
  base: FinetuneBase;
  @ApiProperty({ enum: JOB_STATUSES })
  status: JobStatus;
  /** Place among the fine-tunes of this server that are queued: 1 is trained next. Each process trains one at a time. Null unless it is `queued`. */
  queuePosition: number | null;
  /**
   * What the training does: steps of `training`; `validating`, trying the model on what was held back; at the end `scoring` all labels and `fitting`
   * the decoding to them. Null before it has begun, and when it has ended.
   */
  @ApiProperty({ enum: LEARNING_PHASES, nullable: true })
  phase: LearningPhase | null;
  /** Of all phases, 0..1. */
  progress: number;
  step: number | null;
  steps: number | null;
  /** Of the last step. */
  loss: number | null;
  etaSeconds: number | null;
  attempts: number;
  /** Why it failed, or why it is tried again. */
  error: AnalysisError | null;
  options: FinetuneOptions;
  trainingSet: FinetuneTrainingSet;
  /** Null until training has ended, and when there were too few labels to hold any back. */
  scores: FinetuneScores | null;
  warnings: FinetuneWarning[];
  /** Id of the job. */
  jobId: string;
  owner: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export class FinetuneDetails extends FinetuneResponse {
  /** At most 200 points. */
  lossCurve: FinetuneCurvePoint[];
}

/** Fine-tunes, newest first. */
export class FinetunePage extends Page {
  items: FinetuneResponse[];
}

/** How a client of the form sends its training set. */
export class FinetuneForm {
  /** Pairs of a recording and its labels: `x.wav` and `x.json` or `x.csv`. */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: unknown;
  name: string;
  /** Default: `segmenter-base`. */
  baseModel?: string;
  /** JSON, as `options` of the request without a form. */
  options?: string;
}

const NOT_SCORED: FinetuneWarning = {
  code: 'not-scored',
  message: 'There were too few labels to hold some of them back, so nobody knows how good the model is.',
  count: null,
};

/** @param queue ids of the jobs of fine-tunes that are queued, in the order in which they will be done */
export function toFinetuneResponse(
  finetune: FinetuneEntity,
  job: JobEntity,
  queue: readonly string[],
): FinetuneResponse {
  const { warnings, ...trainingSet } = finetune.trainingSet;
  const { progress } = finetune;
  const place = queue.indexOf(job.id);
  const isDone = job.status === 'succeeded';
  return {
    id: finetune.id,
    name: finetune.name,
    modelId: finetune.modelId,
    base: finetune.base,
    status: job.status,
    queuePosition: job.status === 'queued' && place >= 0 ? place + 1 : null,
    phase: job.status === 'running' ? (progress?.phase ?? null) : null,
    progress: isDone ? 1 : (progress?.fraction ?? 0),
    step: progress?.step ?? null,
    steps: progress?.steps ?? null,
    loss: progress?.loss ?? null,
    etaSeconds: job.status === 'running' ? remainingSeconds(progress, Date.now()) : null,
    attempts: job.attempts,
    error: job.error,
    options: finetune.options,
    trainingSet,
    scores: finetune.scores,
    warnings: [...warnings, ...(isDone && finetune.scores === null ? [NOT_SCORED] : [])],
    jobId: job.id,
    owner: finetune.ownerId,
    createdAt: finetune.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  };
}

export const toFinetuneDetails = (
  finetune: FinetuneEntity,
  job: JobEntity,
  queue: readonly string[],
): FinetuneDetails => ({
  ...toFinetuneResponse(finetune, job, queue),
  lossCurve: [...(finetune.progress?.curve ?? [])],
});
