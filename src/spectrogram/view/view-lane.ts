import { SimdRealFft } from '../../dsp/fourier/simd-fft/simd-real-fft.js';
import { framesPerColumn } from '../picture/power-columns.js';
import type { ViewSettings } from './view-settings.js';

/** Requests that take milliseconds must not wait behind what takes longer than about this. */
const INTERACTIVE_NANOSECONDS = 2e9;
/** The same, of sound that has to be decoded. */
const INTERACTIVE_SECONDS = 300;
/** Of a sample of a transform with a plan, and of one without (measured: 2 to 3, and 40 to 150). */
const PLANNED_NANOSECONDS = 3;
const OTHER_NANOSECONDS = 100;

/** On which threads a view is computed from the samples: those for whoever waits, or those for long work. */
export function viewLane(
  { method, fftLength, hopLength, columns, sampleRateHz, aggregate }: ViewSettings,
  longestSeconds = INTERACTIVE_SECONDS,
): 'batch' | 'interactive' {
  if ((hopLength * columns) / sampleRateHz > longestSeconds) return 'batch';
  if (method === 'constant-q') return 'interactive';
  const frames = columns * framesPerColumn(hopLength, fftLength, aggregate);
  const perSample = SimdRealFft.suits(fftLength) ? PLANNED_NANOSECONDS : OTHER_NANOSECONDS;
  return frames * fftLength * perSample > INTERACTIVE_NANOSECONDS ? 'batch' : 'interactive';
}
