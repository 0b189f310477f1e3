import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Page, PageQuery } from '../../common/pagination/page.dto.js';
import { MAX_SECONDS } from '../label-rules.js';

/** One labelled stretch of a recording. Only the two times are required when labels are saved. */
export class LabelFields {
  /** Stays the same from version to version. Send it to change a label; without it, a label is recognised only if it is unchanged. */
  id?: string;
  /** Kept to the microsecond. */
  onsetSeconds: number;
  /** At or after the onset. */
  offsetSeconds: number;
  lowFrequencyHz?: number | null = null;
  highFrequencyHz?: number | null = null;
  /** Counted from 0. */
  channel?: number = 0;
  species?: string = '';
  individual?: string = '';
  cluster?: string = '';
  /** Free text of up to 2000 characters. */
  text?: string = '';
  /** 0..1; of a model's event what that model says of it, which is no calibrated probability. */
  confidence?: number | null = null;
  /** Name of the model that made the label; null for a person. */
  modelName?: string | null = null;
  /** Its version: both or none. */
  modelVersion?: string | null = null;
}

export class LabelResponse {
  /** Stays the same from version to version. */
  id: string;
  onsetSeconds: number;
  offsetSeconds: number;
  lowFrequencyHz: number | null;
  highFrequencyHz: number | null;
  channel: number;
  species: string;
  individual: string;
  cluster: string;
  text: string;
  confidence: number | null;
  /** Name of the model that made the label; null for a person. */
  modelName: string | null;
  modelVersion: string | null;
}

/** Labels by onset. */
export class LabelPage extends Page {
  items: LabelResponse[];
}

export class LabelsQuery extends PageQuery {
  /** Most labels in one answer. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  @ApiPropertyOptional()
  override limit: number = 200;

  /** Only labels that end at this second or later. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(MAX_SECONDS)
  from?: number;

  /** Only labels that begin at this second or earlier. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(MAX_SECONDS)
  to?: number;
}
