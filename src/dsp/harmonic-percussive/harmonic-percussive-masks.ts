import { SMALLEST_NORMAL } from '../levels/smallest-normal.js';
import { checkNumber } from '../arguments/check-arguments.js';
import { checkMedianLength, SlidingMedian } from './sliding-median.js';
import { checkSpectrogram } from '../descriptors/magnitude-frames.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

export interface HarmonicPercussiveOptions {
  /** Frames of the median over time: an odd integer of 1..4095. Default 31. */
  readonly harmonicLength?: number;
  /** Bins of the median over frequency: an odd integer of 1..4095. Default 31. */
  readonly percussiveLength?: number;
  /** Exponent of the masks, the higher the harder: a number of 0.1..16. Default 2. */
  readonly power?: number;
  /** How many times stronger than the other a component must be to be taken for half: numbers of 1..1000. Default 1. */
  readonly harmonicMargin?: number;
  readonly percussiveMargin?: number;
}

/** Shares of 0..1 in the order of the spectrogram's data. */
export interface HarmonicPercussiveMasks {
  readonly harmonic: Float32Array;
  readonly percussive: Float32Array;
}

/** @throws DspArgumentError for options outside their ranges */
export function checkHarmonicPercussiveOptions(
  options: HarmonicPercussiveOptions,
): Required<HarmonicPercussiveOptions> {
  const { harmonicLength = 31, percussiveLength = 31, power = 2, harmonicMargin = 1, percussiveMargin = 1 } = options;
  checkMedianLength('harmonicLength', harmonicLength);
  checkMedianLength('percussiveLength', percussiveLength);
  checkNumber('power', power, 0.1, 16);
  checkNumber('harmonicMargin', harmonicMargin, 1, 1_000);
  checkNumber('percussiveMargin', percussiveMargin, 1, 1_000);
  return { harmonicLength, percussiveLength, power, harmonicMargin, percussiveMargin };
}

/**
 * What share of each value is held by tones, which are steady over time, and by strokes, which are spread over frequency, as the masks of librosa's
 * `decompose.hpss`. With margins of 1 both add up to 1; else what neither mask takes is neither.
 *
 * Source: D. FitzGerald, "Harmonic/percussive separation using median filtering", DAFx 2010; margins: J. Driedger, M. Müller & S. Disch,
 * "Extending harmonic-percussive separation of audio signals", ISMIR 2014.
 * @param magnitude magnitudes of a short-time Fourier transform
 * @throws DspArgumentError for options outside their ranges, or a spectrogram with negative values, NaN or infinities
 */
export function harmonicPercussiveMasks(
  magnitude: Spectrogram,
  options: HarmonicPercussiveOptions = {},
): HarmonicPercussiveMasks {
  const { harmonicLength, percussiveLength, power, harmonicMargin, percussiveMargin } =
    checkHarmonicPercussiveOptions(options);
  checkSpectrogram(magnitude);
  const { frames, bins, data } = magnitude;
  const harmonic = data.slice();
  const percussive = data.slice();
  const overTime = new SlidingMedian(frames, harmonicLength);
  for (let bin = 0; bin < bins; bin++) overTime.filter(harmonic, bin, bins);
  const overFrequency = new SlidingMedian(bins, percussiveLength);
  for (let frame = 0; frame < frames; frame++) overFrequency.filter(percussive, frame * bins, 1);

  const ofNothing = harmonicMargin === 1 && percussiveMargin === 1 ? 0.5 : 0;
  for (let index = 0; index < data.length; index++) {
    const tone = harmonic[index];
    const stroke = percussive[index];
    harmonic[index] = softMask(tone, stroke * harmonicMargin, power, ofNothing);
    percussive[index] = softMask(stroke, tone * percussiveMargin, power, ofNothing);
  }
  return { harmonic, percussive };
}

function softMask(value: number, other: number, power: number, ofNothing: number): number {
  const larger = Math.max(value, other);
  if (larger < SMALLEST_NORMAL) return ofNothing;
  const own = (value / larger) ** power;
  return own / (own + (other / larger) ** power);
}
