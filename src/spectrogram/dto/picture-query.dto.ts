import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { MOST_CHANNELS } from '../../audio/audio-limits.js';
import { IsAbove } from '../../common/http/is-above.decorator.js';
import { COLOR_MAPS, type ColorMapName } from '../picture/color-maps.js';

const LARGEST_FACTOR = 10;
const LOWEST_LEVEL_DB = -300;
const LARGEST_LEVEL_DB = 300;

/** How levels become colours. */
export class PictureQuery {
  /** Colours from quiet to loud. */
  @IsOptional()
  @IsIn(COLOR_MAPS)
  colorMap: ColorMapName = 'inferno';

  /** Factor of the brightness. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FACTOR)
  brightness: number = 1;

  /** Factor of the contrast around the picture's mean. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(LARGEST_FACTOR)
  contrast: number = 1;

  /** 0-based; without it the mean of all channels. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_CHANNELS - 1)
  channel?: number;

  /** Level of the darkest colour, dB relative to full scale. Default: by the levels of what is shown. Only with `maxDb`. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(LOWEST_LEVEL_DB)
  @Max(LARGEST_LEVEL_DB)
  minDb?: number;

  /** Level of the brightest colour, dB relative to full scale. Only with `minDb`. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Max(LARGEST_LEVEL_DB)
  @IsAbove('minDb')
  maxDb?: number;
}
