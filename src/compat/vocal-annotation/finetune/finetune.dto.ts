import { ArrayMaxSize, IsArray, IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AudioIdRequest } from '../dto/audio-id.dto.js';
import { LooseNumber, LooseText } from '../dto/not-given.js';
import type { AreaFields, LabelNames } from '../labels/labels.dto.js';

const LONGEST_NAME = 1000;
const LARGEST_FREQUENCY_HZ = 1e6;

export class FinetuneChoice extends AudioIdRequest {
  /** Letters, digits, `_`, `.` and `-`. */
  @IsString()
  @MaxLength(LONGEST_NAME)
  new_model_name: string;

  /** Default: `whisperseg-base`. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  initial_model_name?: string | null;

  /** The same, as earlier clients spell it. */
  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NAME)
  inital_model_name?: string | null;

  /** Hz; also as text. Empty, 0 or null: the initial model's own. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FREQUENCY_HZ)
  min_frequency?: number | null;

  /** Not sent by clients of old: steps of training, in place of those that the amount of labels suggests. */
  @LooseNumber()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  steps?: number | null;

  /** Where tokens are configured: one that allows training. */
  @IsOptional()
  token?: string | null;
}

export class FinetuneRequest extends FinetuneChoice {
  /** Where people have labelled everything, seconds. */
  @IsArray()
  @ArrayMaxSize(10_000)
  annotated_areas: AreaFields[];

  /** Labels; outside of the areas they are left out. */
  @IsArray()
  @ArrayMaxSize(200_000)
  human_labels: LabelNames[];
}

/** The same as the route reads it, with lists as JSON text. */
export class FinetuneFields extends FinetuneChoice {
  @IsString()
  annotated_areas: string;

  @IsString()
  human_labels: string;
}

export class FinetuneAcceptance {
  /** @example "Training" */
  message: string;
}
