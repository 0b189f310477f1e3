import { AGGREGATES, type Aggregate, type Method, METHODS } from '../picture/methods.js';
import { ApiProperty } from '@nestjs/swagger';

/** What a view shows; with pictures it stands in the header `X-Spectrogram`. */
export class SpectrogramAxes {
  @ApiProperty({ enum: METHODS })
  method: Method;
  /** 0-based; null: the mean of all channels. */
  channel: number | null;
  sampleRateHz: number;
  /** Where the first column begins. */
  startSeconds: number;
  /** From the begin of the first column to the end of the last one. */
  durationSeconds: number;
  secondsPerColumn: number;
  /** Samples from column to column at `sampleRateHz`; need not be whole. */
  hopLength: number;
  columns: number;
  height: number;
  /** Lower limit: the frequency of the lowest row; with log-mel, the lower edge of its band. */
  minFrequencyHz: number;
  /** Upper limit: the frequency of the highest row; with log-mel, the upper edge of its band; with constant-q, rows end at minFrequencyHz · 2^((height − 1) / binsPerOctave), below this. */
  maxFrequencyHz: number;
  /** null for constant-q. */
  nFft: number | null;
  /** null except for constant-q. */
  binsPerOctave: number | null;
  @ApiProperty({ enum: AGGREGATES })
  aggregate: Aggregate;
}

/** The levels of a view. */
export class SpectrogramResponse extends SpectrogramAxes {
  /** Level of the loudest value, dB relative to full scale. */
  loudestDb: number;
  /** Middle of each column, seconds. */
  times: number[];
  /** Hz, rising, one for each row. */
  frequencies: number[];
  /** Levels in dB below the loudest value, -80 to 0: one list a row, the lowest frequency first. */
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'number' } } })
  values: number[][];
}
