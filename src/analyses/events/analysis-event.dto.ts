import type { MessageEvent } from '@nestjs/common';
import { JOB_STATUSES, type JobStatus } from '../../jobs/job-status.js';
import { ApiProperty } from '@nestjs/swagger';
import { AnalysisError } from '../dto/analysis.dto.js';
import { remainingSeconds } from '../remaining-seconds.js';
import type { JobState, PartialResult } from './job-watcher.js';

/** Data of the events `progress` and `end`. */
export class AnalysisProgress {
  id: string;
  /** `deleted` when the analysis was deleted together with its recording. */
  @ApiProperty({ enum: [...JOB_STATUSES, 'deleted'] })
  status: JobStatus | 'deleted';
  /** 0..1 within the current attempt. */
  progress: number;
  etaSeconds: number | null;
  attempts: number;
  error: AnalysisError | null;
}

/** @param state null for an analysis that was deleted */
export function toProgress(id: string, state: JobState | null): AnalysisProgress {
  if (state === null) return { id, status: 'deleted', progress: 0, etaSeconds: null, attempts: 0, error: null };
  const { status, progress, attempts, error } = state;
  return { id, status, progress, etaSeconds: remainingSeconds(state, new Date()), attempts, error };
}

/** @param seq number of the last piece that was sent, from which a client that lost the connection resumes */
export const toMessage = (type: 'progress' | 'end', seq: number, data: AnalysisProgress): MessageEvent => ({
  type,
  id: String(seq),
  data,
});

export const toPartialMessage = ({ seq, data }: PartialResult): MessageEvent => ({
  type: 'partial',
  id: String(seq),
  data,
});
