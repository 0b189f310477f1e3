import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LooseNumberButZero } from './not-given.js';
import { Configurations, LONGEST_HOP, MOST_COLUMNS, PictureOptions } from './picture-options.dto.js';

/** How the overview of an upload is drawn. */
export class UploadOptions extends PictureOptions {
  /** Samples from column to column. Default, also for 0: what spreads the columns over the recording. */
  @LooseNumberButZero()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_HOP)
  hop_length?: number | null;

  /** Width of the picture. Default, also for 0: 1000. */
  @LooseNumberButZero()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_COLUMNS)
  num_spec_columns?: number | null;
}

/** A recording to be fetched. */
export class UploadByUrlRequest extends UploadOptions {
  @IsString()
  @MaxLength(4000)
  audio_url: string;
}

/** One channel of an upload. */
export class UploadedChannel {
  audio_id: string;
  /** Seconds. */
  audio_duration: number;
  /** Hz of each row of the picture, rising. */
  freqs: number[];
  /** Base64 of a JPEG. */
  spec: string;
}

export class UploadResponse {
  configurations: Configurations;
  channels: UploadedChannel[];
}
