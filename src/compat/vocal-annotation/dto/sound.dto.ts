import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { AudioIdRequest } from './audio-id.dto.js';
import { LooseNumber } from './not-given.js';
import { EARLIEST_SECOND, LATEST_SECOND } from './second-limits.js';

/** A stretch of one channel. */
export class ClipRequest extends AudioIdRequest {
  /** Seconds; before 0 is 0. */
  @LooseNumber()
  @IsNumber()
  @Min(EARLIEST_SECOND)
  @Max(LATEST_SECOND)
  start_time: number;

  /** Seconds. */
  @LooseNumber()
  @IsNumber()
  @Min(0)
  @Max(LATEST_SECOND)
  clip_duration: number;
}

export class ClipWavResponse {
  /** Base64 of a 16-bit PCM WAV file at the recording's own rate. */
  wav: string;
}

export class WaveformRequest extends ClipRequest {
  /** Up to so many samples are answered one by one; of more, about 5,000 pairs of minimum and maximum. Default 100,000. */
  @LooseNumber()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  target_length?: number | null;
}

export class ClipWaveformResponse {
  /** Mean 0, standard deviation 1. */
  wav_array: number[];
}
