import { IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { IsSingleLine } from '../../common/http/is-single-line.decorator.js';

/** How recordings are heard. What is left out is as the model was trained. */
export class HearingOptions {
  /**
   * Lowest frequency to listen to, Hz. Where it lies above what the model was made for and the recording reaches higher, the model listens to
   * the recording at its own rate.
   */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(192_000)
  minFrequencyHz?: number;

  /** Time between two frames, s: shorter for short or fast vocalisations, longer for long ones. */
  @IsOptional()
  @IsNumber()
  @Min(0.0002)
  @Max(0.05)
  timeStepSeconds?: number;

  /** Shorter events are dropped, s. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(60)
  minSegmentSeconds?: number;

  /** Probability of vocalisation that an event must exceed; lower finds more. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  threshold?: number;

  /** Channel to listen to, counted from 0; without it the mean of all channels. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(63)
  channel?: number;
}

/** How to find vocalisations. The model is chosen by `model` of the analysis. */
export class SegmentationOptions extends HearingOptions {
  /**
   * Name of the annotation track of the recording whose next version gets the events as labels; it is made where there is none. Without it, a track is
   * made only for more than 10,000 events, which the result does not hold.
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @IsSingleLine()
  annotationTrack?: string;
}
