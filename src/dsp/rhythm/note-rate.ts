import { checkPositive } from '../arguments/check-arguments.js';

/** A note's onset is the highest frame among so many on either side: notes lie at least 46 ms apart. */
const REACH_FRAMES = 3;
/** What an onset must stand out of its surroundings, dB. */
const LEAST_RISE = 0.5;
/** Softer onsets than this share of a strong one (the 90th percentile) are noise or reverberation. */
const SOFTEST_SHARE = 0.15;

/**
 * Onsets per second between the first and the last one. Notes that begin together count once.
 * @param envelope onset strength, dB
 * @param emphasised what stands out of it; see `aboveMovingMean`
 * @returns 0 when there are fewer than two onsets
 * @throws DspArgumentError for a frame rate that is not above 0
 */
export function noteRate(envelope: Float32Array, emphasised: Float32Array, frameRateHz: number): number {
  checkPositive('frameRateHz', frameRateHz);
  const onsets = peaksOf(envelope).filter((frame) => emphasised[frame] > LEAST_RISE);
  const strengths = Float32Array.from(onsets, (frame) => envelope[frame]).sort();
  const strong = strengths[Math.floor(0.9 * strengths.length)];
  const notes = onsets.filter((frame) => envelope[frame] > SOFTEST_SHARE * strong);
  if (notes.length < 2) return 0;
  return ((notes.length - 1) * frameRateHz) / (notes[notes.length - 1] - notes[0]);
}

function peaksOf(envelope: Float32Array): number[] {
  const peaks: number[] = [];
  for (let frame = REACH_FRAMES; frame < envelope.length - REACH_FRAMES; frame++) {
    if (isPeak(envelope, frame)) peaks.push(frame);
  }
  return peaks;
}

function isPeak(envelope: Float32Array, frame: number): boolean {
  if (!(envelope[frame] > 0)) return false;
  for (let distance = 1; distance <= REACH_FRAMES; distance++) {
    if (envelope[frame - distance] > envelope[frame] || envelope[frame + distance] >= envelope[frame]) return false;
  }
  return true;
}
