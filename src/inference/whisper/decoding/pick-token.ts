import type { RandomSource } from '../../../training/randomness/random-source.js';
import { indexOfLargest, logSumExp } from './log-probabilities.js';

export interface PickedToken {
  readonly token: number;
  /** Natural logarithm of its probability at temperature 1. */
  readonly logProbability: number;
}

/**
 * Chooses the next token: the likeliest at temperature 0, else one drawn at random from the scores divided by the temperature.
 * @param logits scores after all rules; at least one is finite
 */
export function pickToken(logits: Float32Array, temperature: number, random: RandomSource): PickedToken {
  const token = temperature === 0 ? indexOfLargest(logits) : draw(logits, temperature, random);
  return { token, logProbability: logits[token] - logSumExp(logits) };
}

function draw(logits: Float32Array, temperature: number, random: RandomSource): number {
  const scaled = logits.map((logit) => logit / temperature);
  const total = logSumExp(scaled);
  let rest = random();
  for (let token = 0; token < scaled.length; token++) {
    rest -= Math.exp(scaled[token] - total);
    if (rest < 0) return token;
  }
  return indexOfLargest(logits);
}
