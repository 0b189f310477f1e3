import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { CreateAnalysisRequest } from '../../analyses/dto/create-analysis.dto.js';
import { toAnalyses } from './to-analyses.js';

const MAX_ANALYSES = 20;

/** What may be said of a recording when it is created. */
export class RecordingFields {
  /** Default: the file's name without its extension. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** Work to start at once. In a form: a JSON array, or kinds separated by commas. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => toAnalyses(value))
  @IsArray()
  @ArrayMaxSize(MAX_ANALYSES)
  @ValidateNested({ each: true })
  analyses?: CreateAnalysisRequest[];
}

/** Fetches a recording from the public internet. */
export class CreateRecordingFromUrlRequest extends RecordingFields {
  @IsString()
  @MaxLength(4000)
  url: string;
}

/** Whose recording it will be. */
export class CreateRecordingQuery {
  /** User id, for administrators only. Default: the caller. */
  @IsOptional()
  @IsUUID()
  owner?: string;
}
