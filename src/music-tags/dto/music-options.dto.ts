import { IsBoolean, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { IsAbove } from '../../common/http/is-above.decorator.js';

/** What to tell about a piece of music, and what is known of it. */
export class MusicOptions {
  /** Whether to estimate the tempo. */
  @IsBoolean()
  bpm: boolean = true;

  /** Whether to find the times of the beats. */
  @IsBoolean()
  beats: boolean = true;

  /** Whether to estimate the key. */
  @IsBoolean()
  key: boolean = true;

  /** Slowest tempo that may come out, beats per minute. */
  @IsNumber()
  @Min(20)
  @Max(400)
  minimumBpm: number = 30;

  /** Fastest tempo that may come out, beats per minute; above `minimumBpm`. */
  @IsNumber()
  @Min(20)
  @Max(400)
  @IsAbove('minimumBpm')
  maximumBpm: number = 300;

  /** Channel to listen to, counted from 0; without it the mean of all channels. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(63)
  channel?: number;
}
