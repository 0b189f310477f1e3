import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** What to find out about a recording. */
export class CreateAnalysisRequest {
  /** One of the kinds that `GET /v1/analyses/kinds` lists, as `music`. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  @IsSingleLine()
  kind: string;

  /** Options of that kind; absent ones take their defaults. */
  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;

  /** Model to use, as `name` or `name@version`; default: the best one that is installed. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsSingleLine()
  model?: string;
}
