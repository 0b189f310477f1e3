import { IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LooseNumber, LooseText } from '../vocal-annotation/dto/not-given.js';

/** What segments, and from which frequency on. Null and empty text: not given. */
export class SegmentChoice {
  /** Default: `whisperseg-base`. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  model_name?: string | null;

  /** Hz; also as text. Not given: the model's own. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1e6)
  min_frequency?: number | null;
}
