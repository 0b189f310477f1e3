import { type MetricalEvidence } from './metrical-evidence.js';
import { periodicity } from './periodicity.js';
import { STEPS_PER_PULSE } from './pulse-synchronous.js';
import { tempoSalience } from './tempo.js';

/** Beats per pulse that are considered. */
export const METRICAL_RATIOS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3, 4] as const;
/** Ratios at which the tracked pulse is a level of the metre neither above nor below the beat. */
const CROSSING_RATIOS: readonly number[] = [2 / 3, 3 / 4, 4 / 3, 3 / 2, 1 / 4, 4];
const TRIPLE_RATIOS: readonly number[] = [1 / 3, 3];
/** In recordings as short as this the pulse is least sure, and with it what lies between pulse and beat. */
const SHORT_SECONDS = 4.4;
const CENTRE_BPM = 110;
/** Fewer onsets a second than this are none that tell a tempo. */
const SLOWEST_NOTES_HZ = 0.1;

/** What speaks for a tempo, as numbers: the order is the one of `METRICAL_WEIGHTS`. */
export function metricalFeatures(ratio: number, evidence: MetricalEvidence): number[] {
  const { seconds, steadyBpm, pulseBpm, noteRateHz, inTime, inPulses, bassInPulses } = evidence;
  const octaves = Math.log2((ratio * pulseBpm) / CENTRE_BPM);
  const notesPerBeat = Math.log2((60 * Math.max(SLOWEST_NOTES_HZ, noteRateHz)) / (ratio * pulseBpm));
  const crossing = Number(CROSSING_RATIOS.includes(ratio));
  const brevity = Math.min(1, SHORT_SECONDS / seconds);
  return [
    Math.log(1e-3 + tempoSalience(ratio * steadyBpm, inTime)),
    octaves,
    octaves ** 2,
    octaves * expressiveness(evidence),
    notesPerBeat,
    notesPerBeat ** 2,
    crossing,
    crossing * brevity,
    Number(TRIPLE_RATIOS.includes(ratio)) * brevity,
    ...saliences(inPulses.autocorrelation, ratio),
    ...saliences(bassInPulses.autocorrelation, ratio),
  ];
}

/** How much twice the tempo, the tempo itself and half of it repeat in musical time. */
function saliences(autocorrelation: Float32Array, ratio: number): number[] {
  return [2, 1, 1 / 2].map((factor) =>
    Math.log(0.01 + periodicity(autocorrelation, STEPS_PER_PULSE / (factor * ratio))),
  );
}

/** 0..1: a free tempo and no literal repetition, as in solo performances. */
function expressiveness({ variation, repetition }: MetricalEvidence): number {
  return logistic(2 * Math.log2((variation + 0.002) / 0.02)) * logistic((0.58 - repetition.likeness) / 0.06);
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
