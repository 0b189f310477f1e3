import { ConstantQ } from '../../dsp/constant-q/constant-q.js';
import { type Columns } from '../picture/columns.js';
import { ConstantQColumns } from '../picture/constant-q-columns.js';
import { linearRows } from '../picture/linear-rows.js';
import { logMelRows } from '../picture/log-mel-rows.js';
import { PowerColumns } from '../picture/power-columns.js';
import type { ViewSettings } from './view-settings.js';

export interface ViewColumns {
  readonly columns: Columns;
  /** First sample of the recording that they want to see, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Power, in dB, that counts as full scale. */
  readonly fullScaleDb: number;
}

/** The last transform that was designed on this thread: neighbouring views use the same. */
let kept: { readonly key: string; readonly transform: ConstantQ } | undefined;

function transformOf({ sampleRateHz, minimumHz, rows, binsPerOctave }: ViewSettings): ConstantQ {
  const options = { sampleRateHz, minimumHz, bins: rows, binsPerOctave, window: 'blackman-harris' } as const;
  const key = JSON.stringify(options);
  if (kept?.key !== key) kept = { key, transform: new ConstantQ(options) };
  return kept.transform;
}

/** What turns samples into the columns of a view, and which samples. */
export function columnsOf(settings: ViewSettings): ViewColumns {
  const isClip = settings.framing === 'clip';
  const { startSample, fftLength } = settings;
  const end = Math.ceil(startSample + settings.hopLength * settings.columns);
  const place = (reach: number): { from: number; to: number; origin: number; anchor: 'start' | 'middle' } => {
    if (isClip) return { from: startSample, to: end, origin: 0, anchor: 'start' };
    const from = Math.max(0, startSample - reach);
    return { from, to: end + reach, origin: from - startSample, anchor: 'middle' };
  };
  if (settings.method === 'constant-q') {
    const transform = transformOf(settings);
    const { from, to, ...framing } = place(transform.reach);
    // librosa computes the frame that is centred on the clip's end too, and looks at its levels before it is dropped.
    const columns = settings.columns + (isClip ? 1 : 0);
    const longest =
      settings.sampleRateHz / transform.frequencies[settings.rows - 1] / Math.tanh(Math.LN2 / settings.binsPerOctave);
    return {
      columns: new ConstantQColumns({ ...settings, ...framing, columns, transform }),
      from,
      to,
      fullScaleDb: 10 * Math.log10(longest / 4),
    };
  }
  const { from, to, ...framing } = place(Math.ceil(fftLength / 2));
  const rows = settings.method === 'linear' ? linearRows(settings) : logMelRows(settings);
  return {
    columns: new PowerColumns({ ...settings, ...framing, rows }),
    from,
    to,
    fullScaleDb: 20 * Math.log10(fftLength / 4),
  };
}
