import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';

export const MOST_TEXTS = 100;
export const LONGEST_TEXT = 20_000;

/** One text or several. */
export class SentimentRequest {
  /** A single text; leave it out where `texts` is given. */
  @ValidateIf(({ texts }: SentimentRequest) => texts === undefined)
  @IsString({ message: 'text must be a string, or texts a list of strings' })
  @MaxLength(LONGEST_TEXT)
  text?: string;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TEXTS)
  @IsString({ each: true })
  @MaxLength(LONGEST_TEXT, { each: true })
  texts?: string[];

  /** Name of a model; default: the best one that is installed. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsSingleLine()
  model?: string;
}
