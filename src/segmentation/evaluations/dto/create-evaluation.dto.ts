import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsAbove } from '../../../common/http/is-above.decorator.js';
import { HearingOptions } from '../../dto/segmentation-options.dto.js';

export const MOST_RECORDINGS = 1000;
/** Over all recordings. */
export const MOST_INLINE_LABELS = 2000;
/** Over all recordings. */
export const MOST_AREAS = 2000;
const LONGEST_SECONDS = 1e7;

/** A stretch of the recording in which the labels are complete. */
export class EvaluationArea {
  /** Seconds from the start of the recording. */
  @IsNumber()
  @Min(0)
  @Max(LONGEST_SECONDS)
  onsetSeconds: number;

  @IsNumber()
  @Max(LONGEST_SECONDS)
  @IsAbove('onsetSeconds')
  offsetSeconds: number;
}

/** One vocalisation as it should be found. */
export class EvaluationLabel {
  /** Seconds from the start of the recording. */
  @IsNumber()
  @Min(0)
  @Max(LONGEST_SECONDS)
  onsetSeconds: number;

  @IsNumber()
  @Max(LONGEST_SECONDS)
  @IsAbove('onsetSeconds')
  offsetSeconds: number;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  species?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  individual?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  cluster?: string;
}

/** A recording with its labels: either `labels` or `annotationTrackId`. */
export class EvaluationRecording {
  @IsUUID()
  recordingId: string;

  /** Where the labels are complete; without it the whole recording. Nothing outside counts. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => EvaluationArea)
  areas?: EvaluationArea[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_INLINE_LABELS)
  @ValidateNested({ each: true })
  @Type(() => EvaluationLabel)
  labels?: EvaluationLabel[];

  /** Annotation track of the recording. */
  @IsOptional()
  @IsUUID()
  annotationTrackId?: string;

  /** Version of the track; without it the newest one when the evaluation runs. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2 ** 31 - 1)
  annotationVersion?: number;
}

/** What to score a model on, and how exactly. */
export class EvaluationOptions extends HearingOptions {
  /** At most 2,000 labels and 2,000 areas in all, in a body of 2 MiB; more labels can be given as annotation tracks. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_RECORDINGS)
  @ValidateNested({ each: true })
  @Type(() => EvaluationRecording)
  recordings: EvaluationRecording[];

  /** How far onset and offset may be off for a segment to count as found, s; without it 4 time steps of the model. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(60)
  toleranceSeconds?: number;

  /** Least intersection over union of a match by overlap. */
  @IsNumber()
  @Min(0.01)
  @Max(1)
  minimumIou: number = 0.5;

  /** Score this class only, named as in the result. */
  @IsOptional()
  @IsString()
  @MaxLength(700)
  targetClass?: string;
}
