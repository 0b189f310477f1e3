import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ANNOTATION_ACTIONS, type AnnotationAction } from '../../../annotations/activity/activity.dto.js';
import { IsTimestamp } from '../../../annotations/activity/is-timestamp.decorator.js';
import { DEFAULT_IDLE_SECONDS } from '../../../annotations/activity/estimate-time.js';
import { LONGEST_HASH_ID } from '../dto/hash-id.js';
import { LooseNumber, LooseText } from '../dto/not-given.js';

export class DeviceInfo {
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  screenWidth?: number | null;

  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  screenHeight?: number | null;
}

/** Something that a person did while labelling. */
export class LogEntry {
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_HASH_ID)
  hash_id?: string | null;

  @IsTimestamp()
  timestamp: string;

  @IsIn(ANNOTATION_ACTIONS)
  action: AnnotationAction;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DeviceInfo)
  deviceInfo?: DeviceInfo | null;
}

export class LogRequest {
  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @Type(() => LogEntry)
  log: LogEntry[];
}

export class LogResponse {
  /** @example "Annotation time logged successfully." */
  message: string;
}

export class EstimateRequest {
  /** ISO 8601, or `2024-05-01 06:30:00.123`; in any order. */
  @IsArray()
  @ArrayMaxSize(50_000)
  @IsTimestamp({ each: true })
  timestamps: string[];

  /** Seconds; pauses longer than this do not count. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1e9)
  idle_thres?: number | null = DEFAULT_IDLE_SECONDS;
}

export class EstimateResponse {
  /** Seconds. */
  response: number;
}
