import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { MOST_CHANNELS } from '../../audio/audio-limits.js';
import { PICTURE_FORMATS, type PictureFormat } from '../picture/encode-picture.js';
import { PictureQuery } from './picture-query.dto.js';
import { TILE_METHODS, type TileMethod } from './spectrogram-options.dto.js';

export const TILE_AGGREGATES = ['max', 'mean'] as const;
export type TileAggregate = (typeof TILE_AGGREGATES)[number];

/** How a tile is coloured. */
export class TileQuery extends PictureQuery {
  /** What a column shows of its span: its loudest moment or its mean power. */
  @IsOptional()
  @IsIn(TILE_AGGREGATES)
  aggregate: TileAggregate = 'max';

  /** `version` of the description: the answer may then be kept for ever. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  version?: string;

  /** Kind of picture. */
  @IsOptional()
  @IsIn(PICTURE_FORMATS)
  format: PictureFormat = 'png';
}

/** Where a tile stands. */
export class TilePlace {
  @IsUUID()
  id: string;

  /** From 0, the whole recording in one tile, to the deepest. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  zoom: number;

  /** From 0, the beginning. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  x: number;
}

/** Which channel's tiles. */
export class TilesQuery {
  /** 0-based; without it the mean of all channels. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MOST_CHANNELS - 1)
  channel?: number;
}

/** One zoom: tile x shows the seconds from `x · tileWidth · secondsPerColumn` on. */
export class TileZoom {
  zoom: number;
  tiles: number;
  /** Columns of all tiles; what the last one has beyond them is of the darkest colour. */
  columns: number;
  secondsPerColumn: number;
}

/** The tiles of one channel. */
export class TilesResponse {
  /** null: the mean of all channels. */
  channel: number | null;
  @ApiProperty({ enum: TILE_METHODS })
  method: TileMethod;
  /** Changes when the tiles are built with other options. */
  version: string;
  durationSeconds: number;
  /** Pixels. */
  tileWidth: number;
  /** Pixels. */
  tileHeight: number;
  nFft: number;
  /** Where the lowest row begins. */
  minFrequencyHz: number;
  /** Where the highest row ends. */
  maxFrequencyHz: number;
  /** Hz, rising, one for each row. */
  frequencies: number[];
  /** Level of the darkest colour, dB relative to full scale. */
  minDb: number;
  /** Level of the brightest colour, dB relative to full scale. */
  maxDb: number;
  /** From the whole recording in one tile to the deepest. */
  zooms: TileZoom[];
}
