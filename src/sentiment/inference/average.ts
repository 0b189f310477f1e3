import type { Probabilities } from '../sentiment-class.js';

/** What a part of a text was found to be. */
export interface WeighedPart {
  readonly probabilities: Probabilities;
  /** Its length, in words or tokens. */
  readonly length: number;
}

/** Mean by length, rounded to four digits so that it still adds up to 1; null for no parts. */
export function averageByLength(parts: readonly WeighedPart[]): Probabilities | null {
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  if (total === 0) return null;
  const mean = (each: 0 | 2): number =>
    parts.reduce((sum, { probabilities, length }) => sum + probabilities[each] * length, 0) / total;
  const negative = round(mean(0));
  const positive = round(mean(2));
  return [negative, Math.max(0, round(1 - negative - positive)), positive];
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
