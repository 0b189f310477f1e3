import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsInstant } from '../../common/http/is-instant.decorator.js';
import { PageQuery } from '../../common/pagination/page.dto.js';
import { JOB_STATUSES, type JobStatus } from '../../jobs/job-status.js';

export const RECORDING_SORTS = [
  '-createdAt',
  'createdAt',
  'name',
  '-name',
  'durationSeconds',
  '-durationSeconds',
] as const;
export type RecordingSort = (typeof RECORDING_SORTS)[number];

export class ListRecordingsQuery extends PageQuery {
  /** Part of the name, in any case. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  /** Created at or after this time (ISO 8601). */
  @IsOptional()
  @IsInstant()
  createdFrom?: string;

  /** Created before this time (ISO 8601). */
  @IsOptional()
  @IsInstant()
  createdBefore?: string;

  /** Recordings with at least one analysis in this state. */
  @IsOptional()
  @IsIn(JOB_STATUSES)
  status?: JobStatus;

  /** A leading `-` sorts from high to low. */
  @IsOptional()
  @IsIn(RECORDING_SORTS)
  sort: RecordingSort = '-createdAt';

  /** User id, for administrators only, who otherwise see everyone's. */
  @IsOptional()
  @IsUUID()
  owner?: string;
}
