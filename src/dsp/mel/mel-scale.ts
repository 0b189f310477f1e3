import { checkInteger, checkNumber, checkOneOf } from '../arguments/check-arguments.js';

/** `slaney`: linear below 1 kHz, logarithmic above (Auditory Toolbox, 1998). `htk`: `2595 · log10(1 + f / 700)` (O'Shaughnessy, 1987). */
export type MelScale = 'slaney' | 'htk';

const SLANEY_STEP_HZ = 200 / 3;
const SLANEY_KNEE_HZ = 1_000;
const SLANEY_KNEE_MEL = SLANEY_KNEE_HZ / SLANEY_STEP_HZ;
const SLANEY_LOG_STEP = Math.log(6.4) / 27;

const SCALES = ['slaney', 'htk'] as const;
const HIGHEST_HZ = 1e6;
/** More than the highest frequency is on either scale. */
const HIGHEST_MEL = 10_000;
const MOST_FREQUENCIES = 1 << 20;

/**
 * Frequency in Hz to mel.
 * @param frequencyHz 0..1,000,000
 * @throws DspArgumentError
 */
export function hzToMel(frequencyHz: number, scale: MelScale = 'slaney'): number {
  checkNumber('frequencyHz', frequencyHz, 0, HIGHEST_HZ);
  checkOneOf('scale', scale, SCALES);
  if (scale === 'htk') return 2_595 * Math.log10(1 + frequencyHz / 700);
  return frequencyHz < SLANEY_KNEE_HZ
    ? frequencyHz / SLANEY_STEP_HZ
    : SLANEY_KNEE_MEL + Math.log(frequencyHz / SLANEY_KNEE_HZ) / SLANEY_LOG_STEP;
}

/**
 * Mel to frequency in Hz.
 * @param mel 0..10,000
 * @throws DspArgumentError
 */
export function melToHz(mel: number, scale: MelScale = 'slaney'): number {
  checkNumber('mel', mel, 0, HIGHEST_MEL);
  checkOneOf('scale', scale, SCALES);
  if (scale === 'htk') return 700 * (10 ** (mel / 2_595) - 1);
  return mel < SLANEY_KNEE_MEL
    ? mel * SLANEY_STEP_HZ
    : SLANEY_KNEE_HZ * Math.exp((mel - SLANEY_KNEE_MEL) * SLANEY_LOG_STEP);
}

/**
 * `count` frequencies in Hz, equally spaced on the mel scale from the lowest to the highest, both included.
 * @param count 1..1,048,576 @param minimumHz 0 or more @param maximumHz `minimumHz`..1,000,000
 * @throws DspArgumentError
 */
export function melFrequencies(
  count: number,
  minimumHz: number,
  maximumHz: number,
  scale: MelScale = 'slaney',
): Float64Array {
  checkInteger('count', count, 1, MOST_FREQUENCIES);
  checkNumber('maximumHz', maximumHz, 0, HIGHEST_HZ);
  checkNumber('minimumHz', minimumHz, 0, maximumHz);
  const lowest = hzToMel(minimumHz, scale);
  const step = (hzToMel(maximumHz, scale) - lowest) / Math.max(1, count - 1);
  const frequencies = Float64Array.from({ length: count }, (_, index) => melToHz(lowest + index * step, scale));
  // There and back through logarithms is not exact.
  frequencies[0] = minimumHz;
  if (count > 1) frequencies[count - 1] = maximumHz;
  return frequencies;
}
