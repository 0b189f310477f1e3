import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { SCALES, type Scale, type Tonic, TONICS } from '../../dsp/key/key.js';

/** One tempo that fits the music. */
export class BpmCandidate {
  /** Beats per minute. */
  @IsNumber()
  value: number;

  /** How likely it is, 0 to 1; what all weights lack to 1 is the chance that there is no tempo. */
  @IsNumber()
  @Min(0)
  @Max(1)
  weight: number;
}

export class BpmResult {
  /** Beats per minute; null when no pulse was heard. */
  @IsOptional()
  @IsNumber()
  value: number | null;

  /** How likely the value is right within 4 %, 0 to 1. Most errors are by a factor of 2 or 3: see the candidates. */
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence: number;

  /** Up to 8 tempi, likeliest first. */
  @ValidateNested({ each: true })
  @Type(() => BpmCandidate)
  @ArrayMaxSize(8)
  candidates: BpmCandidate[];
}

/** One key that fits the music. */
export class KeyCandidate {
  @IsIn(TONICS)
  tonic: Tonic;

  @IsIn(SCALES)
  scale: Scale;

  /** As in a score: `B♭ minor`. */
  @IsString()
  name: string;

  /** Code on the Camelot wheel: `3A`. */
  @Matches(/^([1-9]|1[0-2])[AB]$/)
  camelot: string;

  /** Open Key code: `8m`. */
  @Matches(/^([1-9]|1[0-2])[dm]$/)
  openKey: string;

  /** How likely it is, 0 to 1; what the weights of all 24 keys lack to 1 is the chance that this is no tonal music. */
  @IsNumber()
  @Min(0)
  @Max(1)
  weight: number;
}

export class KeyResult {
  /** Key note; null when no tonal music was heard. */
  @IsOptional()
  @IsIn(TONICS)
  tonic: Tonic | null;

  /** null when no tonal music was heard. */
  @IsOptional()
  @IsIn(SCALES)
  scale: Scale | null;

  /** As in a score: `B♭ minor`; null when no tonal music was heard. */
  @IsOptional()
  @IsString()
  name: string | null;

  /** Code on the Camelot wheel, `3A`; null when no tonal music was heard. */
  @IsOptional()
  @Matches(/^([1-9]|1[0-2])[AB]$/)
  camelot: string | null;

  /** Open Key code, `8m`; null when no tonal music was heard. */
  @IsOptional()
  @Matches(/^([1-9]|1[0-2])[dm]$/)
  openKey: string | null;

  /** How likely the key is right, 0 to 1; low for what is hardly music. */
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence: number;

  /** Up to 8 keys, likeliest first. */
  @ValidateNested({ each: true })
  @Type(() => KeyCandidate)
  @ArrayMaxSize(8)
  candidates: KeyCandidate[];
}

/** What was heard; fields that were not asked for are absent. */
export class MusicResult {
  @IsOptional()
  @ValidateNested()
  @Type(() => BpmResult)
  bpm?: BpmResult;

  /** Times of the beats in seconds, in rising order; none in silence. */
  @IsOptional()
  @IsArray()
  @IsNumber({}, { each: true })
  beats?: number[];

  @IsOptional()
  @ValidateNested()
  @Type(() => KeyResult)
  key?: KeyResult;
}
