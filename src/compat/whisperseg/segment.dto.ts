import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { toBoolean } from '../../config/text-values.js';
import { SegmentChoice } from '../segments/segment-choice.dto.js';
import { LooseNumber } from '../vocal-annotation/dto/not-given.js';

/** How to segment. Null and empty text: as the model has it. */
export class SegmentFields extends SegmentChoice {
  /** Seconds from column to column. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0.0002)
  @Max(0.05)
  spec_time_step?: number | null;

  /** Counted from 0. */
  @LooseNumber()
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1023)
  channel_id?: number | null;

  /** Is not needed here: one run finds all. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  num_trials?: number | null;

  /** Seconds; shorter segments are left out. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(60)
  min_segment_length?: number | null;
}

/** The earlier service's form of the same. */
export class SegmentJsonFields extends SegmentFields {
  /** Is not needed here: the model resamples to its own rate. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  sr?: number | null;

  /** Is not needed here: there are no trials to be brought together. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  eps?: number | null;

  /** Answer with the columns that Adobe Audition imports. */
  @Transform(({ value }) => (value === null ? undefined : toBoolean(value)))
  @IsOptional()
  @IsBoolean()
  adobe_audition_compatible?: boolean | null;
}

/** The body with its audio, which the route reads itself. */
export class SegmentJsonRequest extends SegmentJsonFields {
  /** An audio file of up to 48 MB, in base64. */
  audio_file_base64_string: string;
}

/** Segments, column by column, by onset. */
export class SegmentColumns {
  /** Seconds, to the millisecond. */
  onset: number[];
  offset: number[];
  /** Names of classes; of classes with species and individual all three, between `<==SEPARATOR==>`. */
  cluster: string[];
}

export class ServiceStatus {
  /** @example "ready" */
  status: string;
}

export class TrainingMessage {
  /** @example "Training" */
  message: string;
}
