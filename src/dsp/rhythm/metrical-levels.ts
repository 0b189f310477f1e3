import { type MetricalEvidence } from './metrical-evidence.js';
import { METRICAL_RATIOS, metricalFeatures } from './metrical-features.js';
import { METRICAL_WEIGHTS } from './metrical-weights.js';
import { type TempoCandidate } from './tempo.js';

/**
 * The tempi that a pulse may stand for, likeliest first: a conditional logit (multinomial choice) over quarter to four-fold the pulse.
 * The weights add up to 1 over the tempi within the range; a range without any gives none.
 * Source of the model: D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1973. Source of the ideas in its features:
 * `metricalFeatures`.
 */
export function metricalLevels(evidence: MetricalEvidence, minimumBpm: number, maximumBpm: number): TempoCandidate[] {
  const levels = METRICAL_RATIOS.map((ratio) => ({ ratio, bpm: ratio * evidence.pulseBpm }))
    .filter(({ bpm }) => bpm >= minimumBpm && bpm <= maximumBpm)
    .map(({ ratio, bpm }) => ({ bpm, score: scoreOf(metricalFeatures(ratio, evidence)) }));
  const highest = levels.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const total = levels.reduce((sum, { score }) => sum + Math.exp(score - highest), 0);
  return levels
    .map(({ bpm, score }) => ({ bpm, weight: Math.exp(score - highest) / total }))
    .sort((a, b) => b.weight - a.weight);
}

function scoreOf(features: readonly number[]): number {
  return features.reduce((sum, value, index) => sum + value * METRICAL_WEIGHTS[index], 0);
}
