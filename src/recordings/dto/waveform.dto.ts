import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class WaveformQuery {
  /** Number of min/max pairs over the whole recording. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  points: number = 1000;

  /** 0-based channel; default: the lowest minimum and the highest maximum over all channels. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(31)
  channel?: number;
}

/** The outline of a recording: pair `i` spans the `i`-th of equally long parts. */
export class WaveformResponse {
  durationSeconds: number;
  /** Number of pairs; fewer than asked for when the recording has fewer samples. */
  points: number;
  /** Lowest sample of each part; full scale is -1..1, which lossy formats can exceed a little. */
  min: number[];
  /** Highest sample of each part. */
  max: number[];
}
