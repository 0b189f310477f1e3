import { ArrayMaxSize, IsArray, IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AudioIdRequest } from '../dto/audio-id.dto.js';
import { LooseNumber, LooseText } from '../dto/not-given.js';
import { type AreaFields, type LabelNames, MOST_AREAS, MOST_LABELS } from '../labels/labels.dto.js';

const LONGEST_NAME = 1000;
const LARGEST_FREQUENCY_HZ = 1e6;

export class FinetuneRequest extends AudioIdRequest {
  /** Where people have labelled everything, seconds. */
  @IsArray()
  @ArrayMaxSize(MOST_AREAS)
  annotated_areas: AreaFields[];

  /** Labels; outside of the areas they are left out. */
  @IsArray()
  @ArrayMaxSize(MOST_LABELS)
  human_labels: LabelNames[];

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

export class FinetuneAcceptance {
  /** @example "Training" */
  message: string;
}
