import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { ApiProperty, PickType } from '@nestjs/swagger';
import { PageQuery } from '../../common/pagination/page.dto.js';
import { JOB_STATUSES, type JobStatus } from '../../jobs/job-status.js';

/** Which analyses to list. */
export class AnalysesQuery extends PageQuery {
  /** Only those of this recording. */
  @IsOptional()
  @IsUUID()
  recordingId?: string;

  /** Only those of this kind: one of `GET /v1/analyses/kinds`, or one that other routes start, as `evaluation`. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @IsSingleLine()
  kind?: string;

  /** Only those that stand so. */
  @IsOptional()
  @IsIn(JOB_STATUSES)
  @ApiProperty({ enum: JOB_STATUSES, required: false })
  status?: JobStatus;

  /** Id of a user; administrators only, who see everybody's analyses without it. */
  @IsOptional()
  @IsUUID()
  owner?: string;
}

/** Which analyses of one recording to list. */
export class RecordingAnalysesQuery extends PickType(AnalysesQuery, ['kind', 'status', 'limit', 'cursor']) {}
