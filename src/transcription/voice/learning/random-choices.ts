import type { RandomSource } from '../../../training/index.js';

export const between = (random: RandomSource, low: number, high: number): number => low + (high - low) * random();

/** An integer of `low` up to and including `high`. */
export const integerBetween = (random: RandomSource, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export const pick = <Item>(random: RandomSource, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)];

export const chance = (random: RandomSource, probability: number): boolean => random() < probability;

/** Decibels to a factor of amplitude. */
export const factorOf = (decibels: number): number => 10 ** (decibels / 20);
