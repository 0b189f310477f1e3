import { trackBeats } from './beats.js';
import { checkNumber } from '../arguments/check-arguments.js';
import { DspArgumentError } from '../arguments/dsp-argument-error.js';
import { loopBeats } from './loop-beats.js';
import { metricalEvidence } from './metrical-evidence.js';
import { metricalLevels } from './metrical-levels.js';
import { aboveMovingMean } from './moving-mean.js';
import { type OnsetEnvelopes } from './onset-strength.js';
import { estimateTempo, type TempoCandidate } from './tempo.js';
import { tempogram } from './tempogram.js';

export interface RhythmOptions {
  /** Slowest tempo that may come out, beats per minute: 20..400. Default 30. */
  readonly minimumBpm?: number;
  /** Fastest tempo that may come out, beats per minute: 20..400. Default 300. */
  readonly maximumBpm?: number;
}

export interface Rhythm {
  /** Up to 8 tempi, likeliest first; what their weights lack to 1 is the chance that there is no tempo. */
  readonly tempi: readonly TempoCandidate[];
  /** Times of the beats at the likeliest tempo, seconds, in rising order. */
  readonly beats: readonly number[];
}

const MOST_CANDIDATES = 8;

/**
 * Tempo and beats in three steps: the strongest pulse, the beat as a multiple or a part of it, the beats' places.
 * @returns neither tempi nor beats when nothing repeats: silence, a constant, noise, or less than about two beats
 * @throws DspArgumentError for tempi outside 20..400 or crossed, NaN or infinities in the envelopes
 */
export function analyseRhythm(onsets: OnsetEnvelopes, options: RhythmOptions = {}): Rhythm {
  const { minimumBpm = 30, maximumBpm = 300 } = options;
  checkNumber('minimumBpm', minimumBpm, 20, 400);
  checkNumber('maximumBpm', maximumBpm, 20, 400);
  if (minimumBpm >= maximumBpm)
    throw new DspArgumentError('minimumBpm', `below maximumBpm (${maximumBpm})`, minimumBpm);
  const { envelope, frameRateHz } = onsets;
  const emphasised = aboveMovingMean(envelope, Math.round(frameRateHz));
  const inTime = tempogram(emphasised, { frameRateHz });
  const pulses = estimateTempo(inTime);
  if (pulses.length === 0) return { tempi: [], beats: [] };

  const certainty = pulses.reduce((sum, { weight }) => sum + weight, 0);
  const evidence = metricalEvidence(onsets, inTime, pulses[0].bpm);
  const levels = metricalLevels(evidence, minimumBpm, maximumBpm);
  const tempi =
    levels.length > 0
      ? levels.slice(0, MOST_CANDIDATES).map(({ bpm, weight }) => ({ bpm, weight: weight * certainty }))
      : estimateTempo(inTime, { minimumBpm, maximumBpm });
  if (tempi.length === 0) return { tempi: [], beats: [] };
  const [{ bpm }] = tempi;
  const loop = loopBeats(emphasised, frameRateHz, evidence.repetition, bpm);
  return { tempi, beats: loop ?? trackBeats(emphasised, { frameRateHz, bpm }).map((frame) => frame / frameRateHz) };
}
