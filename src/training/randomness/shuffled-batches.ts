import { checkInteger } from '../check-arguments.js';
import { type RandomSource, randomSource } from './random-source.js';

export interface ShuffledBatchesOptions {
  /** Count of examples. */
  count: number;
  batchSize: number;
  seed?: number;
}

/**
 * Which examples a step takes: every epoch all of them in another order. A step always takes the same ones, whatever was
 * asked before, so a run can be resumed. Batches are full: the last examples of one epoch and the first of the next share one.
 */
export function shuffledBatches({ count, batchSize, seed = 0 }: ShuffledBatchesOptions): (step: number) => number[] {
  checkInteger('count', count, 1);
  checkInteger('batchSize', batchSize, 1);
  let known = { epoch: -1, order: [] as number[] };
  return (step) =>
    Array.from({ length: batchSize }, (_, index) => {
      const position = (step - 1) * batchSize + index;
      const epoch = Math.floor(position / count);
      if (epoch !== known.epoch) known = { epoch, order: permutation(count, randomSource(seed, 'epoch', epoch)) };
      return known.order[position % count];
    });
}

/** All numbers of 0 up to count in random order (Fisher and Yates). */
export function permutation(count: number, random: RandomSource): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1));
    [order[last], order[chosen]] = [order[chosen], order[last]];
  }
  return order;
}
