import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import { SegmentChoice } from '../../segments/segment-choice.dto.js';

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

export class GetLabelsChoice extends SegmentChoice {
  /** Names one channel of an upload. */
  @IsString()
  @MaxLength(100)
  audio_id: string;

  /** Where tokens are configured: one that allows inference. */
  @IsOptional()
  token?: string | null;
}

export class GetLabelsRequest extends GetLabelsChoice {
  /** Where people have labelled everything: `{"onset": 0, "offset": 15}`, seconds. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10_000)
  annotated_areas?: AreaFields[] | null;

  /** Labels of people; outside of the areas they are left out. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200_000)
  human_labels?: LabelNames[] | null;
}

/** The same as the route reads it, with lists as JSON text. */
export class GetLabelsFields extends GetLabelsChoice {
  @IsOptional()
  @IsString()
  annotated_areas?: string | null;

  @IsOptional()
  @IsString()
  human_labels?: string | null;
}

export class GetLabelsResponse {
  /** By onset. */
  labels: LabelNames[];
}
