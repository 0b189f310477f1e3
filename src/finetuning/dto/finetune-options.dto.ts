import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { HIGHEST_SAMPLE_RATE_HZ, LOWEST_SAMPLE_RATE_HZ } from '../../audio/audio-limits.js';

/** How to train. What is not given comes from the base model and from the amount of labels. */
export class FinetuneOptions {
  /** Sound below is not heard, Hz. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(HIGHEST_SAMPLE_RATE_HZ / 2)
  minFrequencyHz?: number;

  /** How finely onsets and offsets are told apart, seconds: shorter for short calls. */
  @IsOptional()
  @IsNumber()
  @Min(0.0001)
  @Max(0.1)
  timeStepSeconds?: number;

  /** Rate to which audio is resampled, Hz: twice the highest frequency of the calls. */
  @IsOptional()
  @IsInt()
  @Min(LOWEST_SAMPLE_RATE_HZ)
  @Max(HIGHEST_SAMPLE_RATE_HZ)
  sampleRateHz?: number;

  /** Steps of training. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  steps?: number;

  /** Decides what is held back for validation and all other chance; the same gives the same model. */
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  seed: number = 0;
}
