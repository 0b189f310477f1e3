import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, IsUrl, Max, MaxLength, Min } from 'class-validator';
import { toBoolean } from '../../../config/text-values.js';
import { LONGEST_HOP, MOST_BINS_PER_OCTAVE, MOST_COLUMNS } from '../dto/picture-options.dto.js';
import { LONGEST_HASH_ID } from '../dto/hash-id.js';
import { LooseText } from '../dto/not-given.js';

/** Which audio the client opens and how it shows it, by the names that the client has. Null: the client's own default. */
export class MetadataFields {
  /** Where the server fetches the audio from when the client opens it. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(4000)
  url: string;

  @IsString()
  @MaxLength(500)
  filename: string;

  /** `log-mel`, `constant-q` or `dummy`. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  spec_cal_method?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_HOP)
  hop_length?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_COLUMNS)
  num_spec_columns?: number | null;

  /** Hz. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sampling_rate?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_536)
  nfft?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BINS_PER_OCTAVE)
  bins_per_octave?: number | null;

  /** Hz. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  f_low?: number | null;

  /** Hz. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  f_high?: number | null;

  /** Sent back with every label. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  username?: string | null;

  /** Sent back with every label. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  annotation_instance?: string | null;
}

export class MetadataQuery {
  /** The record that the client asks for when its address has `user-profile=true`. */
  @Transform(({ value }) => toBoolean(value))
  @IsBoolean()
  @ApiPropertyOptional()
  userProfile: boolean = false;
}

/** The client's question. */
export class GetMetadataRequest {
  /** Null where the client's address has none. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_HASH_ID)
  hash_id?: string | null;

  @Transform(({ value }) => (value === null ? false : toBoolean(value)))
  @IsBoolean()
  user_profile: boolean = false;
}
