import type { ConstantQ } from '../../dsp/constant-q/constant-q.js';
import type { Columns } from './columns.js';
import { type Aggregate, defaultFftLength } from './methods.js';
import { SpacedFrames } from './spaced-frames.js';

export interface ConstantQColumnsOptions {
  readonly transform: ConstantQ;
  readonly sampleRateHz: number;
  readonly columns: number;
  /** Samples from column to column: a whole number. */
  readonly hopLength: number;
  readonly aggregate: Aggregate;
  /** Where in its column a lone frame is centred. */
  readonly anchor: 'start' | 'middle';
  /** Position of the first sample that is pushed, counted from the first column's first sample; may be negative. */
  readonly origin: number;
}

/** Frames are worked on in runs of so many reaches of the filters: longer ones cost memory, shorter ones filter more samples twice. */
const REACHES_PER_RUN = 8;

/** The constant-Q transform of a stream, as the columns of a picture. */
export class ConstantQColumns implements Columns {
  private readonly power: Float32Array;
  private readonly runs: SpacedFrames;
  /** Samples from frame to frame, and frames in all and of a run. */
  private readonly spacing: number;
  private readonly frames: number;
  private readonly framesPerRun: number;
  private readonly counts: Uint32Array;

  constructor(private readonly options: ConstantQColumnsOptions) {
    const { transform, sampleRateHz, columns, hopLength, aggregate, anchor, origin } = options;
    const { reach, frequencies } = transform;
    this.power = new Float32Array(columns * frequencies.length);
    this.counts = new Uint32Array(columns);
    const perColumn = aggregate === 'sample' ? 1 : Math.ceil(hopLength / (defaultFftLength(sampleRateHz) / 2));
    this.spacing = Math.max(1, Math.floor(hopLength / perColumn));
    this.frames = Math.floor((columns * hopLength) / this.spacing);
    this.framesPerRun = 1 + Math.floor((REACHES_PER_RUN * reach) / this.spacing);
    const shift = (anchor === 'middle' ? Math.floor(this.spacing / 2) : 0) - reach;
    this.runs = new SpacedFrames(
      {
        length: (this.framesPerRun - 1) * this.spacing + 2 * reach + 1,
        count: Math.ceil(this.frames / this.framesPerRun),
        startOf: (run) => run * this.framesPerRun * this.spacing + shift,
        origin,
      },
      (samples, start, run) => this.take(samples, start, run),
    );
  }

  get isComplete(): boolean {
    return this.runs.isComplete;
  }

  push(samples: Float32Array): void {
    this.runs.push(samples);
  }

  finish(): Float32Array {
    this.runs.finish();
    return this.power;
  }

  private take(samples: Float32Array, start: number, run: number): void {
    const { transform, hopLength, columns } = this.options;
    const first = run * this.framesPerRun;
    const view = {
      hopLength: this.spacing,
      start: start + transform.reach,
      columns: Math.min(this.framesPerRun, this.frames - first),
    };
    const { data, frames, bins } = transform.analyse(samples, view);
    for (let frame = 0; frame < frames; frame++) {
      const column = Math.min(columns - 1, Math.floor(((first + frame) * this.spacing) / hopLength));
      this.merge(data.subarray(frame * bins, (frame + 1) * bins), column);
    }
  }

  private merge(amplitudes: Float32Array, column: number): void {
    const { power } = this;
    const offset = column * amplitudes.length;
    const count = ++this.counts[column];
    const isMean = this.options.aggregate === 'mean';
    for (let row = 0; row < amplitudes.length; row++) {
      const value = amplitudes[row] * amplitudes[row];
      const before = power[offset + row];
      power[offset + row] = isMean ? before + (value - before) / count : Math.max(before, value);
    }
  }
}
