import { type SegmenterSettings, VOCAL } from './segmenter-settings.js';

/** Settings of `segmenter-base`: those that suit songbirds. */
export const BASE_SETTINGS: SegmenterSettings = {
  sampleRateHz: 32_000,
  timeStepSeconds: 0.0025,
  minFrequencyHz: 0,
  maxFrequencyHz: 16_000,
  minSegmentSeconds: 0.01,
  toleranceSeconds: 0.01,
  classes: [VOCAL],
  decoding: {
    threshold: 0.4,
    splitThreshold: 0.8,
    shortestGapSeconds: 0.012,
    onsetShiftSeconds: 0,
    offsetShiftSeconds: 0,
  },
  network: { bands: 48, pictureChannels: [16, 24, 32], channels: 80, dilations: [1, 2, 4, 8, 16, 32, 1, 2] },
};
