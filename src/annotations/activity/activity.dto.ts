import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Page, PageQuery } from '../../common/pagination/page.dto.js';
import type { AnnotationActionEntity } from '../entities/annotation-action.entity.js';
import { DEFAULT_IDLE_SECONDS } from './estimate-time.js';
import { IsTimestamp } from './is-timestamp.decorator.js';

export const ANNOTATION_ACTIONS = [
  'play_audio',
  'browsing_spectrogram',
  'add_onset',
  'add_offset',
  'update_onset',
  'update_offset',
  'add_frequency',
  'update_frequency',
  'remove_annotation',
] as const;
export type AnnotationAction = (typeof ANNOTATION_ACTIONS)[number];

/** Something that a person did while labelling. */
export class LoggedAction {
  @IsIn(ANNOTATION_ACTIONS)
  @ApiProperty({ enum: ANNOTATION_ACTIONS })
  action: AnnotationAction;

  /** ISO 8601, or `2024-05-01 06:30:00.123` in UTC. */
  @IsTimestamp()
  happenedAt: string;

  @IsOptional()
  @IsUUID()
  recordingId?: string | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  screenWidth?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  screenHeight?: number | null;
}

export class LogActionsRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => LoggedAction)
  actions: LoggedAction[];
}

export class LoggedActionsResponse {
  loggedCount: number;
}

export class ActionsQuery extends PageQuery {
  /** Only what was done on this recording. */
  @IsOptional()
  @IsUUID()
  recordingId?: string;
}

export class ActionResponse {
  @ApiProperty({ enum: ANNOTATION_ACTIONS })
  action: string;
  happenedAt: Date;
  recordingId: string | null;
  screenWidth: number | null;
  screenHeight: number | null;
}

/** The caller's actions, newest first. */
export class ActionPage extends Page {
  items: ActionResponse[];
}

export class AnnotationTimeQuery {
  /** Pauses longer than this do not count. */
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(86_400)
  @ApiPropertyOptional()
  idleSeconds: number = DEFAULT_IDLE_SECONDS;

  /** Only what was done on this recording. */
  @IsOptional()
  @IsUUID()
  recordingId?: string;
}

export class EstimateTimeRequest {
  /** ISO 8601, or `2024-05-01 06:30:00.123` in UTC; in any order. */
  @IsArray()
  @ArrayMaxSize(8000)
  @IsTimestamp({ each: true })
  timestamps: string[];

  /** Pauses longer than this do not count. */
  @IsNumber()
  @Min(0)
  @Max(86_400)
  idleSeconds: number = DEFAULT_IDLE_SECONDS;
}

/** Time that somebody spent labelling: the sum of the pauses between actions, without those that are longer than the threshold. */
export class AnnotationTimeResponse {
  seconds: number;
  actionCount: number;
}

export const toActionResponse = (row: AnnotationActionEntity): ActionResponse => ({
  action: row.action,
  happenedAt: row.happenedAt,
  recordingId: row.recordingId,
  screenWidth: row.screenWidth,
  screenHeight: row.screenHeight,
});
