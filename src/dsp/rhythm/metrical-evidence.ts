import { trackBeats } from './beats.js';
import { aboveMovingMean } from './moving-mean.js';
import { noteRate } from './note-rate.js';
import { type OnsetEnvelopes } from './onset-strength.js';
import { pulseSynchronous, STEPS_PER_PULSE } from './pulse-synchronous.js';
import { type Repetition, repetitionOf } from './repetition.js';
import { usualPeriod, tempoVariation } from './tempo-variation.js';
import { type Tempogram, tempogram } from './tempogram.js';

/** What tells which multiple of a pulse is the beat. */
export interface MetricalEvidence {
  /** Length of the recording. */
  readonly seconds: number;
  /** Tempo of the pulse as first estimated, from periods of constant length. */
  readonly steadyBpm: number;
  /** Usual tempo of the tracked pulses. */
  readonly pulseBpm: number;
  /** Onsets per second. */
  readonly noteRateHz: number;
  /** How much the tempo varies; see `tempoVariation`. */
  readonly variation: number;
  /** How exactly phrases repeat. */
  readonly repetition: Repetition;
  readonly inTime: Tempogram;
  /** Repetition in musical time; its frames are twelfths of a pulse. */
  readonly inPulses: Tempogram;
  /** The same of the sounds up to about 500 Hz. */
  readonly bassInPulses: Tempogram;
}

const PULSES_PER_ANALYSIS = 16;
const PULSES_PER_HOP = 4;

/** @param inTime tempogram of the emphasised envelope @param steadyBpm its strongest tempo */
export function metricalEvidence(onsets: OnsetEnvelopes, inTime: Tempogram, steadyBpm: number): MetricalEvidence {
  const { envelope, bassEnvelope, frameRateHz } = onsets;
  const emphasised = aboveMovingMean(envelope, Math.round(frameRateHz));
  const pulses = trackBeats(emphasised, { frameRateHz, bpm: steadyBpm });
  const period = usualPeriod(pulses);
  const fold = (values: Float32Array): Tempogram =>
    tempogram(pulseSynchronous(values, pulses), {
      frameRateHz: STEPS_PER_PULSE,
      windowSeconds: PULSES_PER_ANALYSIS,
      hopSeconds: PULSES_PER_HOP,
    });
  return {
    seconds: envelope.length / frameRateHz,
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
