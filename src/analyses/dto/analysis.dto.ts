import { Page } from '../../common/pagination/page.dto.js';
import type { JobEntity } from '../../jobs/entities/job.entity.js';
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

/** Where an analysis stands, without its result. */
export class AnalysisSummary {
  id: string;
  /** Null for work that is not about one recording. */
  recordingId: string | null;
  kind: string;
  /** The options that are used, defaults filled in. */
  options: Record<string, unknown>;
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
  createdAt: Date;
  /** Start of the current or last attempt. */
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** An analysis and, once it has succeeded, its result. */
export class AnalysisResponse extends AnalysisSummary {
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
    options: job.options as Record<string, unknown>,
    status: job.status,
    progress: job.progress,
    etaSeconds: remainingSeconds(job, new Date()),
    attempts: job.attempts,
    model: job.resultModel ?? job.model,
    error: job.error,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
  };
}

export const toAnalysisResponse = (job: JobEntity): AnalysisResponse => ({
  ...toAnalysisSummary(job),
  result: job.result as Record<string, unknown> | null,
});
