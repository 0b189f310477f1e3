import { Page } from '../../common/pagination/page.dto.js';
import type { JobEntity } from '../../jobs/entities/job.entity.js';
import type { JobError } from '../../jobs/job-errors.js';
import { JOB_STATUSES, type JobStatus } from '../../jobs/job-status.js';
import { ApiProperty } from '@nestjs/swagger';
import { remainingSeconds } from '../remaining-seconds.js';

/** Why an analysis failed, waits, or is being tried again. */
export class AnalysisError {
  /** Stable name of the problem, as `undecodable-audio`, `timed-out`, `stalled` or `model-not-installed`. */
  code: string;
  /** What is wrong and how to mend it. */
  message: string;
}

/** What a waiting analysis waits for. */
export class MissingModelResponse {
  /** The task that has no model here, as `transcription`. */
  task: string;
  /** The model that was asked for; null where any of the task will do. */
  model: string | null;
}

/** Where an analysis stands, without its result. */
export class AnalysisSummary {
  id: string;
  /** Null for work that is not about one recording. */
  recordingId: string | null;
  kind: string;
  /** The options that are used, defaults filled in. In lists null where they take more than 4 KiB, as thousands of keywords do: read the analysis itself. */
  options: Record<string, unknown> | null;
  /** `waiting`: kept until a model that it needs is installed. */
  @ApiProperty({ enum: JOB_STATUSES })
  status: JobStatus;
  /** 0..1 within the current attempt. */
  progress: number;
  /** Estimated from the progress so far; null when that says nothing. */
  etaSeconds: number | null;
  /** How often it was tried. */
  attempts: number;
  /** The model that made the result, as `name@version`; before that, the one asked for; null for neither. */
  model: string | null;
  /** Of the last attempt that failed; also while it is tried again. */
  error: AnalysisError | null;
  /** What it waits for; null unless it is `waiting`. */
  waitingFor: MissingModelResponse | null;
  createdAt: Date;
  /** Start of the current or last attempt. */
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** An analysis and, once it has succeeded, its result. */
export class AnalysisResponse extends AnalysisSummary {
  /** The options that are used, defaults filled in. */
  declare options: Record<string, unknown>;
  /** Its form is the result schema of the kind in `GET /v1/analyses/kinds`; null until the analysis has succeeded. */
  result: Record<string, unknown> | null;
}

/** Analyses, newest first. */
export class AnalysisPage extends Page {
  items: AnalysisSummary[];
}

export function toAnalysisSummary(job: JobEntity): AnalysisSummary {
  return {
    id: job.id,
    recordingId: job.recordingId,
    kind: job.kind,
    options: job.briefOptions as Record<string, unknown> | null,
    status: job.status,
    progress: job.progress,
    etaSeconds: remainingSeconds(job, new Date()),
    attempts: job.attempts,
    model: job.resultModel ?? job.model,
    error: toAnalysisError(job.error),
    waitingFor: job.status === 'waiting' ? (job.error?.waitingFor ?? null) : null,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  };
}

/** What is told apart elsewhere is left out. */
function toAnalysisError(error: JobError | null): AnalysisError | null {
  if (error === null) return null;
  const { code, message, errors } = error;
  return { code, message, ...(errors && { errors }) };
}

export const toAnalysisResponse = (job: JobEntity): AnalysisResponse => ({
  ...toAnalysisSummary(job),
  options: job.options as Record<string, unknown>,
  result: job.result as Record<string, unknown> | null,
});
