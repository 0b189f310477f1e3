/** `slaney`: linear below 1 kHz, logarithmic above (Auditory Toolbox, 1998). `htk`: `2595 · log10(1 + f / 700)` (O'Shaughnessy, 1987). */
export type MelScale = 'slaney' | 'htk';

const SLANEY_STEP_HZ = 200 / 3;
const SLANEY_KNEE_HZ = 1_000;
const SLANEY_KNEE_MEL = SLANEY_KNEE_HZ / SLANEY_STEP_HZ;
const SLANEY_LOG_STEP = Math.log(6.4) / 27;

/** Frequency in Hz to mel. */
export function hzToMel(frequencyHz: number, scale: MelScale = 'slaney'): number {
  if (scale === 'htk') return 2_595 * Math.log10(1 + frequencyHz / 700);
  return frequencyHz < SLANEY_KNEE_HZ
    ? frequencyHz / SLANEY_STEP_HZ
    : SLANEY_KNEE_MEL + Math.log(frequencyHz / SLANEY_KNEE_HZ) / SLANEY_LOG_STEP;
}

/** Mel to frequency in Hz. */
export function melToHz(mel: number, scale: MelScale = 'slaney'): number {
  if (scale === 'htk') return 700 * (10 ** (mel / 2_595) - 1);
  return mel < SLANEY_KNEE_MEL
    ? mel * SLANEY_STEP_HZ
    : SLANEY_KNEE_HZ * Math.exp((mel - SLANEY_KNEE_MEL) * SLANEY_LOG_STEP);
}

/** `count` frequencies in Hz, equally spaced on the mel scale from the lowest to the highest, both included. */
export function melFrequencies(
  count: number,
  minimumHz: number,
  maximumHz: number,
  scale: MelScale = 'slaney',
): Float64Array {
  const lowest = hzToMel(minimumHz, scale);
  const step = (hzToMel(maximumHz, scale) - lowest) / Math.max(1, count - 1);
  const frequencies = Float64Array.from({ length: count }, (_, index) => melToHz(lowest + index * step, scale));
  // There and back through logarithms is not exact.
  frequencies[0] = minimumHz;
  if (count > 1) frequencies[count - 1] = maximumHz;
  return frequencies;
}
