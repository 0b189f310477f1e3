import { MinFrequencyTooHighError } from '../../audio/audio-errors.js';
import { HIGHEST_SAMPLE_RATE_HZ } from '../../audio/audio-limits.js';
import type { SegmenterSettings } from '../network/segmenter-settings.js';

/** What a caller may choose instead of what the model was trained with. */
export interface SegmentOverrides {
  readonly minFrequencyHz?: number;
  readonly timeStepSeconds?: number;
  readonly minSegmentSeconds?: number;
  readonly threshold?: number;
}

/** From this part of the model's highest frequency on, a minimum frequency leaves the model too little to hear. */
const HIGHEST_PART = 0.75;

/** Whether the frequencies that are asked for lie above what the model hears at its own rate. */
export const asksForHigherRate = ({ maxFrequencyHz }: SegmenterSettings, { minFrequencyHz = 0 }: SegmentOverrides) =>
  minFrequencyHz >= maxFrequencyHz * HIGHEST_PART;

/**
 * The settings of a run. Where a minimum frequency lies above what the model was made for, as for mice, and the recording reaches
 * higher, the model hears the recording at its own rate, from that minimum on.
 * @param recordingRateHz is needed only where {@link asksForHigherRate}
 * @throws MinFrequencyTooHighError when nothing is left to be heard
 */
export function settingsInForce(
  settings: SegmenterSettings,
  overrides: SegmentOverrides,
  recordingRateHz?: number,
): SegmenterSettings {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const { threshold = settings.decoding.threshold, ...direct } = given as SegmentOverrides;
  const chosen = { ...settings, ...direct, decoding: { ...settings.decoding, threshold } };
  const rate = Math.min(recordingRateHz ?? 0, HIGHEST_SAMPLE_RATE_HZ);
  const isWidened = asksForHigherRate(settings, overrides) && rate > settings.sampleRateHz;
  const inForce = isWidened ? { ...chosen, sampleRateHz: rate, maxFrequencyHz: rate / 2 } : chosen;
  if (inForce.minFrequencyHz >= inForce.maxFrequencyHz) {
    throw new MinFrequencyTooHighError(
      inForce.minFrequencyHz,
      inForce.maxFrequencyHz,
      'this recording and this model reach',
    );
  }
  return inForce;
}
