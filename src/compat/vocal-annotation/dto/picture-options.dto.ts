import { IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { HIGHEST_SAMPLE_RATE_HZ, LOWEST_SAMPLE_RATE_HZ } from '../../../audio/audio-limits.js';
import { LooseNumber, LooseNumberButZero, LooseText } from './not-given.js';

export const MOST_COLUMNS = 20_000;
export const LONGEST_HOP = 1 << 24;
const LONGEST_FFT = 65_536;
/** Also the most that a picture tells to have: clients send it back. */
export const MOST_BINS_PER_OCTAVE = 1_024;
const LARGEST_FREQUENCY_HZ = 1e6;

/** How a picture is computed. Null means not given everywhere. */
export class PictureOptions {
  /** `log-mel` (default), `constant-q` or `dummy`. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  spec_cal_method?: string | null;

  /** Samples of a window; 0 or less: by the rate. */
  @LooseNumber()
  @IsOptional()
  @IsInt()
  @Max(LONGEST_FFT)
  n_fft?: number | null;

  /** Steps of an octave, for constant-q; as many as are needed at least. */
  @LooseNumber()
  @IsOptional()
  @IsInt()
  @Max(MOST_BINS_PER_OCTAVE)
  bins_per_octave?: number | null;

  /** Hz, to which the recording is resampled, for this request only. 0: the upload's. */
  @LooseNumberButZero()
  @IsOptional()
  @IsInt()
  @Min(LOWEST_SAMPLE_RATE_HZ)
  @Max(HIGHEST_SAMPLE_RATE_HZ)
  sampling_rate?: number | null;

  /** Hz. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Max(LARGEST_FREQUENCY_HZ)
  min_frequency?: number | null;

  /** Hz; 0 or less: half of the rate, which is also the most. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Max(LARGEST_FREQUENCY_HZ)
  max_frequency?: number | null;

  /** viridis, plasma, inferno, magma, cividis or gray; anything else is inferno. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  color_map?: string | null;
}

/** The settings that were in force. */
export class Configurations {
  /** @example "log-mel" */
  spec_cal_method: string;
  n_fft: number | null;
  bins_per_octave: number | null;
  hop_length: number;
  num_spec_columns: number;
  sampling_rate: number;
  min_frequency: number;
  max_frequency: number;
}
