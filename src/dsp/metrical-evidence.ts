import { trackBeats } from './beats.js';
import { aboveMovingMean } from './moving-mean.js';
import { noteRate } from './note-rate.js';
import { type OnsetEnvelopes } from './onset-strength.js';
import { LONGEST_LAG_SHARE } from './periodicity.js';
import { pulseSynchronous, STEPS_PER_PULSE } from './pulse-synchronous.js';
import { medianPeriod, tempoVariation } from './tempo-variation.js';
import { type Tempogram, tempogram } from './tempogram.js';

/** What tells which multiple of a pulse is the beat. */
export interface MetricalEvidence {
  /** Tempo of the pulse as first estimated, from periods of constant length. */
  readonly steadyBpm: number;
  /** Median tempo of the tracked pulses. */
  readonly pulseBpm: number;
  /** Onsets per second. */
  readonly noteRateHz: number;
  /** How much the tempo varies; see `tempoVariation`. */
  readonly variation: number;
  /** The highest autocorrelation of onsets at 1.3 to 6 s: near 1 for what repeats exactly. */
  readonly repetition: number;
  readonly inTime: Tempogram;
  /** Repetition in musical time; its frames are twelfths of a pulse. */
  readonly inPulses: Tempogram;
  /** The same of the sounds up to about 500 Hz. */
  readonly bassInPulses: Tempogram;
}

/** Phrases and loops repeat within this time; what repeats sooner may be no more than a beat. */
const REPETITION_SECONDS = { shortest: 1.3, longest: 6 };
const PULSES_PER_ANALYSIS = 16;
const PULSES_PER_HOP = 4;

/** @param inTime tempogram of the emphasised envelope @param steadyBpm its strongest tempo */
export function metricalEvidence(onsets: OnsetEnvelopes, inTime: Tempogram, steadyBpm: number): MetricalEvidence {
  const { envelope, bassEnvelope, frameRateHz } = onsets;
  const emphasised = aboveMovingMean(envelope, Math.round(frameRateHz));
  const pulses = trackBeats(emphasised, { frameRateHz, bpm: steadyBpm });
  const period = medianPeriod(pulses);
  const fold = (values: Float32Array): Tempogram =>
    tempogram(pulseSynchronous(values, pulses), {
      frameRateHz: STEPS_PER_PULSE,
      windowSeconds: PULSES_PER_ANALYSIS,
      hopSeconds: PULSES_PER_HOP,
    });
  return {
    steadyBpm,
    pulseBpm: period === undefined ? steadyBpm : (60 * frameRateHz) / period,
    noteRateHz: noteRate(envelope, emphasised, frameRateHz),
    variation: tempoVariation(pulses),
    repetition: repetitionOf(inTime),
    inTime,
    inPulses: fold(emphasised),
    bassInPulses: fold(aboveMovingMean(bassEnvelope, Math.round(frameRateHz))),
  };
}

function repetitionOf({ autocorrelation, frameRateHz }: Tempogram): number {
  const first = Math.round(REPETITION_SECONDS.shortest * frameRateHz);
  const last = Math.min(REPETITION_SECONDS.longest * frameRateHz, LONGEST_LAG_SHARE * autocorrelation.length);
  let highest = 0;
  for (let lag = first; lag < last; lag++) highest = Math.max(highest, autocorrelation[lag]);
  return highest;
}
