import { type RandomSource } from '../../../training/index.js';

/** Random choices with names. */
export class Draw {
  constructor(readonly random: RandomSource) {}

  /** Uniform. */
  between(least: number, most: number): number {
    return least + (most - least) * this.random();
  }

  /** Uniform in the logarithm: as likely between 10 and 20 as between 20 and 40. */
  scaled(least: number, most: number): number {
    return least * (most / least) ** this.random();
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor((most - least + 1) * this.random());
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  one<T>(choices: readonly T[]): T {
    return choices[Math.floor(choices.length * this.random())];
  }
}

export const fromDecibels = (level: number): number => 10 ** (level / 20);
