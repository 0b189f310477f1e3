import type { ColorMapName } from '../picture/color-maps.js';
import type { PictureFormat } from '../picture/encode-picture.js';
import type { LevelRange } from '../picture/intensity.js';
import type { Aggregate, Method } from '../picture/methods.js';

/** What to compute of one channel: everything that the levels of a view depend on, with nothing left to be guessed. */
export interface ViewSettings {
  readonly method: Method;
  /** 0-based; `'mono'`: the mean of all. */
  readonly channel: number | 'mono';
  /** Rate to which the recording is resampled first, Hz. */
  readonly sampleRateHz: number;
  /** First sample of the first column, at `sampleRateHz`. */
  readonly startSample: number;
  /** Samples from column to column; need not be whole. */
  readonly hopLength: number;
  readonly columns: number;
  readonly rows: number;
  /** Samples of a window; of no meaning to constant-q. */
  readonly fftLength: number;
  readonly minimumHz: number;
  readonly maximumHz: number;
  /** Of no meaning but to constant-q. */
  readonly binsPerOctave: number;
  readonly aggregate: Aggregate;
  /**
   * `continuous`: frames stand in the middle of columns and see what lies around the view, so neighbouring views join. `clip`: the view is all there is;
   * frame t is centred on its sample t · hopLength with silence around the clip, as librosa computes a file.
   */
  readonly framing: 'continuous' | 'clip';
}

/** How levels become a picture. */
export interface PictureStyle {
  readonly format: PictureFormat;
  readonly colorMap: ColorMapName;
  readonly brightness: number;
  readonly contrast: number;
  /** Levels in dB relative to full scale that become the darkest and the brightest colour; null: the view's own percentiles. */
  readonly range: LevelRange | null;
}

/** A picture, or the bare levels. */
export type ViewOutput = PictureStyle | { readonly format: 'json' | 'npy' };

/** Where the rows of a view lie, Hz, rising. */
export type Frequencies = Float64Array;
