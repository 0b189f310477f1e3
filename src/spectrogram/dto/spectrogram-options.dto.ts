import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { MOST_CHANNELS } from '../../audio/audio-limits.js';
import { IsAbove } from '../../common/http/is-above.decorator.js';

export const TILE_METHODS = ['log-mel', 'linear'] as const;
export type TileMethod = (typeof TILE_METHODS)[number];

/** What the tiles of a recording show. */
export class SpectrogramOptions {
  /** Rows as mel bands or as equally spaced frequencies. */
  @IsIn(TILE_METHODS)
  method: TileMethod = 'log-mel';

  /** Channel, counted from 0; without it the mean of all channels. Each has tiles of its own. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CHANNELS - 1)
  channel?: number;

  /** Height of a tile. */
  @IsInt()
  @Min(16)
  @Max(512)
  height: number = 300;

  /** Samples of a window. Default by the recording's rate: 512 up to 32 kHz, 1024 up to 80 kHz, and so on up to 8192. */
  @IsOptional()
  @IsInt()
  @Min(64)
  @Max(16_384)
  nFft?: number;

  /** Lowest frequency. */
  @IsNumber()
  @Min(0)
  minFrequencyHz: number = 0;

  /** Highest frequency; at most and by default half of the recording's rate. */
  @IsOptional()
  @IsNumber()
  @IsAbove('minFrequencyHz')
  maxFrequencyHz?: number;
}
