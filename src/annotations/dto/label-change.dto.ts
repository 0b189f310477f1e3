import { ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { IsDefined, IsOptional } from 'class-validator';
import { LabelResponse } from './label.dto.js';
import { SavedVersionResponse, SaveVersionQuery } from './version.dto.js';

/** What to change of a label; what is left out stays. The label's rules are checked once it is whole. */
export class ChangeLabelRequest {
  /** Kept to the microsecond. */
  @IsOptional()
  onsetSeconds?: number;

  /** At or after the onset. */
  @IsOptional()
  offsetSeconds?: number;

  @IsOptional()
  lowFrequencyHz?: number | null;

  @IsOptional()
  highFrequencyHz?: number | null;

  /** Counted from 0. */
  @IsOptional()
  channel?: number;

  @IsOptional()
  species?: string;

  @IsOptional()
  individual?: string;

  @IsOptional()
  cluster?: string;

  /** Free text of up to 2000 characters. */
  @IsOptional()
  text?: string;

  /** 0..1 */
  @IsOptional()
  confidence?: number | null;

  /** Name of the model that made the label; null for a person. */
  @IsOptional()
  @ApiPropertyOptional({ type: String, nullable: true })
  modelName?: string | null;

  /** Its version: both or none. */
  @IsOptional()
  @ApiPropertyOptional({ type: String, nullable: true })
  modelVersion?: string | null;
}

/** A label to add. */
export class AddLabelRequest extends ChangeLabelRequest {
  /** Kept to the microsecond. */
  @IsDefined()
  declare onsetSeconds: number;

  /** At or after the onset. */
  @IsDefined()
  declare offsetSeconds: number;
}

/** The circumstances of the version that the change makes. */
export class ChangeLabelQuery extends PickType(SaveVersionQuery, ['baseVersion', 'message']) {}

export class ChangedLabelResponse {
  label: LabelResponse;
  version: SavedVersionResponse;
}
