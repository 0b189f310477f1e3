import { ArrayMaxSize, IsArray, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AudioIdRequest } from '../dto/audio-id.dto.js';
import { LooseNumber, LooseText } from '../dto/not-given.js';

export const MOST_AREAS = 10_000;
export const MOST_LABELS = 200_000;
const LARGEST_FREQUENCY_HZ = 1e6;

/** A stretch, seconds. */
export class AreaFields {
  onset: number;
  offset: number;
}

export class LabelNames extends AreaFields {
  species: string;
  individual: string;
  clustername: string;
}

export class GetLabelsRequest extends AudioIdRequest {
  /** Where people have labelled everything: `{"onset": 0, "offset": 15}`, seconds. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_AREAS)
  annotated_areas?: AreaFields[] | null;

  /** Labels of people; outside of the areas they are left out. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_LABELS)
  human_labels?: LabelNames[] | null;

  @LooseText()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  model_name?: string | null;

  /** Hz; also as text. Empty or null: the model's own. */
  @LooseNumber()
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FREQUENCY_HZ)
  min_frequency?: number | null;

  /** Where tokens are configured: one that allows inference. */
  @IsOptional()
  token?: string | null;
}

export class GetLabelsResponse {
  /** By onset. */
  labels: LabelNames[];
}
