import { ShortTimeSpectrum } from '../../dsp/fourier/short-time-spectrum.js';
import { windowFunction } from '../../dsp/fourier/window-functions.js';
import type { Columns } from './columns.js';
import type { FrequencyRows } from './frequency-rows.js';
import type { Aggregate } from './methods.js';
import { SpacedFrames } from './spaced-frames.js';

export interface PowerColumnsOptions {
  readonly fftLength: number;
  readonly rows: FrequencyRows;
  readonly columns: number;
  /** Samples from column to column; need not be whole. */
  readonly hopLength: number;
  readonly aggregate: Aggregate;
  /** Where in its column a lone frame is centred: at the column's first sample or in its middle. */
  readonly anchor: 'start' | 'middle';
  /** Position of the first sample that is pushed, counted from the first column's first sample; may be negative. */
  readonly origin: number;
}

/** How many frames a column needs so that each sample lies well inside of one. */
export const framesPerColumn = (hopLength: number, fftLength: number, aggregate: Aggregate): number =>
  aggregate === 'sample' ? 1 : Math.max(1, Math.ceil(hopLength / (fftLength / 2)));

/**
 * Turns a stream of samples into the columns of a picture: short-time power spectra, seen as rows, the maximum or mean over the span of
 * each column. Memory does not grow with the stream.
 */
export class PowerColumns implements Columns {
  private readonly power: Float32Array;
  private readonly frames: SpacedFrames;
  private readonly spectrum: ShortTimeSpectrum;
  private readonly bins: Float64Array;
  private readonly values: Float32Array;
  private readonly perColumn: number;

  constructor(private readonly options: PowerColumnsOptions) {
    const { fftLength, rows, columns, hopLength, aggregate, anchor, origin } = options;
    this.power = new Float32Array(columns * rows.rows);
    this.spectrum = new ShortTimeSpectrum(fftLength, windowFunction('hann', fftLength));
    this.bins = new Float64Array(this.spectrum.bins);
    this.values = new Float32Array(rows.rows);
    this.perColumn = framesPerColumn(hopLength, fftLength, aggregate);
    const spacing = hopLength / this.perColumn;
    const shift = (anchor === 'middle' ? spacing / 2 : 0) - Math.floor(fftLength / 2);
    this.frames = new SpacedFrames(
      {
        length: fftLength,
        count: columns * this.perColumn,
        startOf: (frame) => Math.floor(frame * spacing + shift),
        origin,
      },
      (samples, start, frame) => this.take(samples, start, frame),
    );
  }

  get isComplete(): boolean {
    return this.frames.isComplete;
  }

  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  finish(): Float32Array {
    this.frames.finish();
    return this.power;
  }

  private take(samples: Float32Array, start: number, frame: number): void {
    const { rows, aggregate } = this.options;
    const { perColumn, power, values } = this;
    this.spectrum.power(samples, start, this.bins);
    const offset = Math.floor(frame / perColumn) * rows.rows;
    if (perColumn === 1) {
      rows.apply(this.bins, power, offset);
      return;
    }
    rows.apply(this.bins, values, 0);
    if (aggregate === 'mean') {
      for (let row = 0; row < values.length; row++) power[offset + row] += values[row] / perColumn;
    } else {
      for (let row = 0; row < values.length; row++) {
        if (values[row] > power[offset + row]) power[offset + row] = values[row];
      }
    }
  }
}
