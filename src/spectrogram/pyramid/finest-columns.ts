import { ShortTimeSpectrum } from '../../dsp/fourier/short-time-spectrum.js';
import { windowFunction } from '../../dsp/fourier/window-functions.js';
import type { FrequencyRows } from '../picture/frequency-rows.js';
import { linearRows } from '../picture/linear-rows.js';
import { logMelRows } from '../picture/log-mel-rows.js';
import { framesPerColumn } from '../picture/power-columns.js';
import { SpacedFrames } from '../picture/spaced-frames.js';
import type { PyramidSettings } from './pyramid-description.js';

/** Sees column after column: greatest and mean power of its span, by row. The arrays are valid during the call only. */
export type FinestColumnVisitor = (max: Float32Array, mean: Float32Array) => void;

/** The columns of the deepest zoom, from a stream of samples. A view of the same hop shows the same. */
export class FinestColumns {
  private readonly frames: SpacedFrames;
  private readonly spectrum: ShortTimeSpectrum;
  private readonly rows: FrequencyRows;
  private readonly bins: Float64Array;
  private readonly values: Float32Array;
  private readonly max: Float32Array;
  private readonly mean: Float32Array;
  private readonly perColumn: number;
  private inColumn = 0;
  private columnsLeft: number;

  /** @param samples of the whole recording, from which the number of columns follows: at least one */
  constructor(
    settings: PyramidSettings,
    samples: number,
    private readonly visit: FinestColumnVisitor,
  ) {
    const { fftLength, hopLength, rows, method } = settings;
    this.rows = method === 'linear' ? linearRows(settings) : logMelRows(settings);
    this.spectrum = new ShortTimeSpectrum(fftLength, windowFunction('hann', fftLength));
    this.bins = new Float64Array(this.spectrum.bins);
    this.values = new Float32Array(rows);
    this.max = new Float32Array(rows);
    this.mean = new Float32Array(rows);
    this.perColumn = framesPerColumn(hopLength, fftLength, 'max');
    this.columnsLeft = Math.max(1, Math.ceil(samples / hopLength));
    const spacing = hopLength / this.perColumn;
    const shift = spacing / 2 - Math.floor(fftLength / 2);
    this.frames = new SpacedFrames(
      {
        length: fftLength,
        count: this.columnsLeft * this.perColumn,
        startOf: (frame) => Math.floor(frame * spacing + shift),
        origin: 0,
      },
      (piece, start) => this.take(piece, start),
    );
  }

  push(samples: Float32Array): void {
    this.frames.push(samples);
  }

  finish(): void {
    this.frames.finish();
    if (this.inColumn > 0) this.emit();
    for (; this.columnsLeft > 0;) this.emit();
  }

  private take(samples: Float32Array, start: number): void {
    const { values, max, mean, perColumn } = this;
    this.spectrum.power(samples, start, this.bins);
    this.rows.apply(this.bins, values, 0);
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (value > max[row]) max[row] = value;
      mean[row] += value / perColumn;
    }
    if (++this.inColumn === perColumn) this.emit();
  }

  private emit(): void {
    this.columnsLeft--;
    this.visit(this.max, this.mean);
    this.max.fill(0);
    this.mean.fill(0);
    this.inColumn = 0;
  }
}
