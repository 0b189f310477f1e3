import { checkFinite, checkNumber, checkPositive } from '../arguments/check-arguments.js';

export interface BeatOptions {
  /** Frames of the envelope per second. */
  readonly frameRateHz: number;
  /** Beats per minute: 20..400. */
  readonly bpm: number;
  /** How strictly the beats keep the tempo: 1..10000. Default 100. */
  readonly tightness?: number;
}

/** Width of the smoothing of onsets, as a share of a beat (standard deviation). */
const SMOOTHING_SHARE = 1 / 32;
/** A beat must have an onset of this share of the typical one within so many beats, or it is one of a silence. */
const QUIET_SHARE = 0.1;
const QUIET_BEATS = 2;

/**
 * Beats as the sequence of frames that best joins strong onsets at a steady tempo, found by dynamic programming.
 *
 * `score(t) = onset(t) + max over τ of (score(τ) - tightness · ln²((t - τ) / period))`, with t - τ of half a beat to two.
 * Beats before the first onset, after the last one and in longer silences are left out.
 * Source: D. P. W. Ellis, "Beat tracking by dynamic programming", J. New Music Research 36(1), 2007.
 * @param envelope onset strength, any scale
 * @returns frame numbers in rising order; none for an envelope without onsets
 * @throws DspArgumentError for options outside their ranges, NaN or infinities
 */
export function trackBeats(envelope: Float32Array, options: BeatOptions): number[] {
  const { frameRateHz, bpm, tightness = 100 } = options;
  checkFinite('envelope', envelope);
  checkPositive('frameRateHz', frameRateHz);
  checkNumber('bpm', bpm, 20, 400);
  checkNumber('tightness', tightness, 1, 10_000);
  const period = (60 * frameRateHz) / bpm;
  const onsets = smoothed(scaledToUnitDeviation(envelope), period * SMOOTHING_SHARE);
  const { scores, predecessors } = bestPaths(onsets, period, tightness);
  const beats = trace(predecessors, lastBeat(scores, period));
  return withoutSilences(beats, onsets, period);
}

function scaledToUnitDeviation(envelope: Float32Array): Float32Array {
  const count = Math.max(1, envelope.length);
  const mean = envelope.reduce((sum, value) => sum + value, 0) / count;
  const variance = envelope.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return variance > 0 ? envelope.map((value) => value / Math.sqrt(variance)) : new Float32Array(envelope.length);
}

function smoothed(values: Float32Array, deviation: number): Float32Array {
  const reach = Math.ceil(3 * deviation);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-0.5 * ((index - reach) / Math.max(deviation, 1e-9)) ** 2),
  );
  return values.map((_, frame) => {
    let sum = 0;
    const first = Math.max(0, reach - frame);
    const last = Math.min(2 * reach, values.length - 1 - frame + reach);
    for (let index = first; index <= last; index++) sum += weights[index] * values[frame + index - reach];
    return sum;
  });
}

function bestPaths(
  onsets: Float32Array,
  period: number,
  tightness: number,
): { scores: Float64Array; predecessors: Int32Array } {
  const shortest = Math.max(1, Math.round(period / 2));
  const longest = Math.round(2 * period);
  const penalties = Float64Array.from(
    { length: longest + 1 },
    (_, distance) => tightness * Math.log(Math.max(distance, 0.5) / period) ** 2,
  );
  const scores = new Float64Array(onsets.length);
  const predecessors = new Int32Array(onsets.length).fill(-1);
  for (let frame = 0; frame < onsets.length; frame++) {
    // A path may also begin here, which costs nothing and brings nothing.
    let best = 0;
    for (let distance = shortest; distance <= Math.min(longest, frame); distance++) {
      const score = scores[frame - distance] - penalties[distance];
      if (score > best) {
        best = score;
        predecessors[frame] = frame - distance;
      }
    }
    scores[frame] = onsets[frame] + best;
  }
  return { scores, predecessors };
}

/** The best end lies within the last beat of the best path's end, where the score has grown over the whole recording. */
function lastBeat(scores: Float64Array, period: number): number {
  let best = -1;
  for (let frame = Math.max(0, scores.length - Math.ceil(2 * period)); frame < scores.length; frame++) {
    if (best < 0 || scores[frame] > scores[best]) best = frame;
  }
  return best;
}

function trace(predecessors: Int32Array, last: number): number[] {
  const beats: number[] = [];
  for (let frame = last; frame >= 0; frame = predecessors[frame]) beats.push(frame);
  return beats.reverse();
}

function withoutSilences(beats: readonly number[], onsets: Float32Array, period: number): number[] {
  const strengths = beats.map((frame) => onsets[frame]);
  const typical = Math.sqrt(strengths.reduce((sum, value) => sum + value * value, 0) / Math.max(1, beats.length));
  const heard = strengths.map((value) => value > QUIET_SHARE * typical);
  const first = heard.indexOf(true);
  const last = heard.lastIndexOf(true);
  const reach = QUIET_BEATS * period;
  return beats.filter((frame, index) => {
    if (index < first || index > last || first < 0) return false;
    return isNear(beats, heard, index, frame, reach);
  });
}

/** Whether a heard beat lies within `reach` frames on either side. */
function isNear(
  beats: readonly number[],
  heard: readonly boolean[],
  index: number,
  frame: number,
  reach: number,
): boolean {
  for (let other = index; other >= 0 && frame - beats[other] <= reach; other--) if (heard[other]) return true;
  for (let other = index; other < beats.length && beats[other] - frame <= reach; other++) if (heard[other]) return true;
  return false;
}
