import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { HIGHEST_SAMPLE_RATE_HZ, LOWEST_SAMPLE_RATE_HZ } from '../../audio/audio-limits.js';
import { IsAbove } from '../../common/http/is-above.decorator.js';
import { AGGREGATES, type Aggregate, type Method, METHODS } from '../picture/methods.js';
import { MOST_BINS_PER_OCTAVE } from '../view/check-constant-q.js';
import { PictureQuery } from './picture-query.dto.js';

export const VIEW_FORMATS = ['png', 'jpeg', 'webp', 'json', 'npy'] as const;
export type ViewFormat = (typeof VIEW_FORMATS)[number];

export const MOST_COLUMNS = 20_000;
const MOST_ROWS = 2_048;
const SHORTEST_FFT = 16;
const LONGEST_FFT = 65_536;
const LONGEST_SECONDS = 10_000_000;

/** Which part of a recording to draw, and how. */
export class SpectrogramQuery extends PictureQuery {
  /** Rows as mel bands, equally spaced frequencies, or equal steps of pitch. */
  @IsOptional()
  @IsIn(METHODS)
  method: Method = 'log-mel';

  /** First moment, seconds from the beginning. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(LONGEST_SECONDS)
  start: number = 0;

  /** Seconds; default: to the end. With `hopLength` it gives the number of columns. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(1e-6)
  @Max(LONGEST_SECONDS)
  duration?: number;

  /** Samples from column to column, at `sampleRateHz`. Default: what spreads the columns over the duration. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  hopLength?: number;

  /** Width of the picture. Default 1000, or what `duration` and `hopLength` give. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_COLUMNS)
  columns?: number;

  /** Height of the picture. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  height: number = 300;

  /** Samples of a window at `sampleRateHz`. Default by the rate: 512 up to 32 kHz, 1024 up to 80 kHz, and so on up to 8192. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(SHORTEST_FFT)
  @Max(LONGEST_FFT)
  nFft?: number;

  /** Lowest frequency. Default 0; for constant-q 50. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  minFrequencyHz?: number;

  /** Highest frequency; at most and by default half of `sampleRateHz`. */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @IsAbove('minFrequencyHz')
  maxFrequencyHz?: number;

  /** Rows of an octave, for constant-q. Default: the fewest with which all rows end below `maxFrequencyHz`. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_BINS_PER_OCTAVE)
  binsPerOctave?: number;

  /** What a column shows of a span that is longer than a window: its loudest moment, its mean power, or one moment. */
  @IsOptional()
  @IsIn(AGGREGATES)
  aggregate: Aggregate = 'max';

  /** Rate to which the recording is resampled first; default: its own. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(LOWEST_SAMPLE_RATE_HZ)
  @Max(HIGHEST_SAMPLE_RATE_HZ)
  sampleRateHz?: number;

  /** A picture, highest frequency at the top; or the levels of `values`, lowest frequency first, as JSON or as a NumPy file (float32, height × columns). */
  @IsOptional()
  @IsIn(VIEW_FORMATS)
  format: ViewFormat = 'png';
}
