import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

/** One measured figure. A figure that nobody measured is left out. */
export class ModelFigure {
  /** What was measured, as `segment F1`. */
  @IsString()
  @MaxLength(500)
  what: string;

  @IsNumber()
  figure: number;

  /** The data that it was measured on. */
  @IsString()
  @MaxLength(2000)
  data: string;

  /** What kept training data and measured data apart, as `leave one bird out`. */
  @IsString()
  @MaxLength(2000)
  split: string;
}

/** The model that training started from. */
export class ModelBase {
  @IsString()
  @MaxLength(100)
  name: string;

  @IsString()
  @MaxLength(50)
  version: string;

  /** Of a model that somebody trained here; absent for one that is bundled. */
  @IsOptional()
  @IsString()
  @MaxLength(36)
  id?: string;
}

/** How a model came to be. */
export class ModelLineage {
  /** Null when training started from random weights. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ModelBase)
  base: ModelBase | null;

  /** Of the training data, lower-case hexadecimal; null when it was not recorded. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  dataSha256: string | null;

  /** What training was told: steps, rate, seed and so on. */
  @IsObject()
  settings: object;
}

/** What a person must know before trusting a model. The same for every task. */
export class ModelCard {
  /** What it was trained on, with the licence of that data. */
  @IsString()
  @MaxLength(20_000)
  data: string;

  /** How training, validation and test data were kept apart. */
  @IsString()
  @MaxLength(20_000)
  split: string;

  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ModelFigure)
  figures: ModelFigure[];

  @IsObject()
  @ValidateNested()
  @Type(() => ModelLineage)
  lineage: ModelLineage;

  /** Where it fails or was never tried. */
  @IsString()
  @MaxLength(20_000)
  limits: string;
}
