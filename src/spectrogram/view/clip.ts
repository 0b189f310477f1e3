import { melFrequencies } from '../../dsp/mel/mel-scale.js';
import { InvalidRequestError } from '../../common/errors/errors.js';
import type { ColorMapName } from '../picture/color-maps.js';
import { fewestBinsPerOctave, frequenciesOf } from '../picture/frequencies-of.js';
import { defaultFftLength, type Method } from '../picture/methods.js';
import { checkConstantQ } from './check-constant-q.js';
import type { ViewSettings } from './view-settings.js';

/** A clip to be drawn alone. Null means "not given". */
export interface ClipRequest {
  readonly channel: number;
  /** Rate to which the recording is resampled first, Hz. */
  readonly sampleRateHz: number;
  /** At that rate; behind the end of the recording is silence. */
  readonly startSample: number;
  /** Samples from column to column, at least 1. */
  readonly hopLength: number;
  readonly columns: number;
  readonly rows: number;
  readonly method: Method;
  /** Not given or not above 0: by the rate; else at least 5. Ignored by constant-q. */
  readonly nFft?: number | null;
  /** At least so many that all rows end below the maximum. Ignored by the others. */
  readonly binsPerOctave?: number | null;
  /** Not given or negative: 0; for constant-q not given or not above 0: 50. */
  readonly minFrequencyHz?: number | null;
  /** Not given, not above 0 or above half of the rate: half of the rate. */
  readonly maxFrequencyHz?: number | null;
  readonly colorMap?: ColorMapName;
  readonly brightness?: number;
  readonly contrast?: number;
}

/** What a clip was drawn with. */
export interface ClipSettings {
  readonly method: Method;
  /** null for constant-q. */
  readonly nFft: number | null;
  /** null except for constant-q. */
  readonly binsPerOctave: number | null;
  readonly minFrequencyHz: number;
  readonly maxFrequencyHz: number;
  /** Hz, rising, one a row, not rounded. */
  readonly frequencies: readonly number[];
}

const SHORTEST_FFT = 5;
const LONGEST_FFT = 65_536;
const MOST_COLUMNS = 20_000;
const MOST_PIXELS = 8_000_000;
const DEFAULT_CONSTANT_Q_MINIMUM_HZ = 50;

function checkLimits({ columns, rows, hopLength, nFft }: ClipRequest): void {
  const limits: [string, number, number][] = [
    ['columns', columns, MOST_COLUMNS],
    ['rows', rows, MOST_PIXELS / columns],
    ['hopLength', hopLength, Number.MAX_SAFE_INTEGER / columns],
    ['nFft', Math.max(1, nFft ?? 1), LONGEST_FFT],
  ];
  for (const [field, value, most] of limits) {
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw InvalidRequestError.forField(field, `must be a whole number of 1 to ${Math.floor(most)}`);
    }
  }
}

/** Fills in what was not given. @throws InvalidRequestError naming a field that is outside its limits */
export function resolveClip(request: ClipRequest): { readonly view: ViewSettings; readonly settings: ClipSettings } {
  checkLimits(request);
  const { method, sampleRateHz, rows, channel, startSample, hopLength, columns } = request;
  const isConstantQ = method === 'constant-q';
  const given = (value: number | null | undefined): number => value ?? 0;
  const nyquistHz = sampleRateHz / 2;
  const maximumHz = given(request.maxFrequencyHz) > 0 ? Math.min(nyquistHz, given(request.maxFrequencyHz)) : nyquistHz;
  const wanted = Math.max(0, given(request.minFrequencyHz));
  const minimumHz = isConstantQ && wanted === 0 ? DEFAULT_CONSTANT_Q_MINIMUM_HZ : wanted;
  if (minimumHz >= maximumHz) {
    throw InvalidRequestError.forField('minFrequencyHz', `must be below ${maximumHz}, the highest frequency`);
  }
  const binsPerOctave = isConstantQ
    ? Math.max(fewestBinsPerOctave(rows, minimumHz, maximumHz), given(request.binsPerOctave))
    : 0;
  if (isConstantQ) checkConstantQ({ sampleRateHz, minimumHz, binsPerOctave });
  const fftLength =
    given(request.nFft) > 0 ? Math.max(SHORTEST_FFT, given(request.nFft)) : defaultFftLength(sampleRateHz);
  // librosa's clients expect equal steps from limit to limit, also where bands lie between them.
  const frequencies =
    method === 'log-mel'
      ? melFrequencies(rows, minimumHz, maximumHz)
      : frequenciesOf({ method, rows, minimumHz, maximumHz, binsPerOctave });
  return {
    view: {
      ...{ method, channel, sampleRateHz, startSample: Math.max(0, startSample), hopLength, columns, rows },
      ...{ fftLength, minimumHz, maximumHz, binsPerOctave },
      aggregate: 'sample',
      framing: 'clip',
    },
    settings: {
      method,
      nFft: isConstantQ ? null : fftLength,
      binsPerOctave: isConstantQ ? binsPerOctave : null,
      minFrequencyHz: minimumHz,
      maxFrequencyHz: maximumHz,
      frequencies: [...frequencies],
    },
  };
}
