import { type SegmenterSettings } from '../network/segmenter-settings.js';

/** Labels of about this many frames suit the network: calls of finches at 2.5 ms. */
const FRAMES_OF_CALL = 32;
export const FINEST_STEP = 0.0005;
const COARSEST_STEP = 0.01;
const FINEST_OF_STEPS = 0.0005;

/**
 * Settings for a species from its labels: the rate of the recordings (the middle one of several), and a time step that gives the typical call as many
 * frames as the base knows calls to have, but steps of the base when it is within a factor of two and a half of them.
 *
 * @param labels lengths, s
 */
export function suggestSettings(
  base: SegmenterSettings,
  sampleRatesHz: readonly number[],
  labels: readonly number[],
): Pick<
  SegmenterSettings,
  'sampleRateHz' | 'timeStepSeconds' | 'minFrequencyHz' | 'maxFrequencyHz' | 'minSegmentSeconds' | 'toleranceSeconds'
> {
  const sampleRateHz = sampleRatesHz.length > 0 ? middle(sampleRatesHz) : base.sampleRateHz;
  const ideal = labels.length > 0 ? middle(labels) / FRAMES_OF_CALL : base.timeStepSeconds;
  const isNear = Math.abs(Math.log(ideal / base.timeStepSeconds)) < Math.log(2.5);
  const rounded = Math.round(ideal / FINEST_OF_STEPS) * FINEST_OF_STEPS;
  const timeStepSeconds = isNear ? base.timeStepSeconds : Math.min(COARSEST_STEP, Math.max(FINEST_STEP, rounded));
  return {
    sampleRateHz,
    timeStepSeconds,
    minFrequencyHz: Math.min(base.minFrequencyHz, sampleRateHz / 4),
    maxFrequencyHz: sampleRateHz / 2,
    minSegmentSeconds: 4 * timeStepSeconds,
    toleranceSeconds: 4 * timeStepSeconds,
  };
}

export function middle(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1];
}
