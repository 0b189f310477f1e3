import { IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LooseNumber } from './not-given.js';
import { Configurations, LONGEST_HOP, MOST_COLUMNS, PictureOptions } from './picture-options.dto.js';
import { EARLIEST_SECOND, LATEST_SECOND } from './second-limits.js';

const LARGEST_FACTOR = 10;

/** The part of one channel to draw. */
export class ViewRequest extends PictureOptions {
  @IsString()
  @MaxLength(100)
  audio_id: string;

  /** Seconds; before 0 is 0. */
  @LooseNumber()
  @IsNumber()
  @Min(EARLIEST_SECOND)
  @Max(LATEST_SECOND)
  start_time: number;

  /** Samples from column to column; 0 is 1. */
  @LooseNumber()
  @IsInt()
  @Min(0)
  @Max(LONGEST_HOP)
  hop_length: number;

  @LooseNumber()
  @IsInt()
  @Min(1)
  @Max(MOST_COLUMNS)
  num_spec_columns: number;

  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FACTOR)
  brightness?: number | null;

  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FACTOR)
  contrast?: number | null;
}

export class ViewResponse {
  /** Base64 of a JPEG. */
  spec: string;
  /** Hz of each row of the picture, rising. */
  freqs: number[];
  configurations: Configurations;
}
