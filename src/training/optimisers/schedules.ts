import { checkInteger, checkNumber } from '../check-arguments.js';

/** Learning rate of a step; steps count from 1. */
export type Schedule = (step: number) => number;

export function constantRate(rate: number): Schedule {
  checkNumber('rate', rate, 0);
  return () => rate;
}

export interface DecayOptions {
  /** Highest rate. */
  peak: number;
  /** Length of the whole run. After it the rate stays at `floor`. */
  steps: number;
  /** The rate climbs from 0 to its peak during the first so many steps. */
  warmUpSteps?: number;
  /** Lowest rate, reached at the end. */
  floor?: number;
}

/** Down in a straight line. */
export function linearDecay(options: DecayOptions): Schedule {
  return decay(options, (progress) => 1 - progress);
}

/** Down along half a cosine wave. Source: Loshchilov and Hutter, SGDR, 2017. */
export function cosineDecay(options: DecayOptions): Schedule {
  return decay(options, (progress) => (1 + Math.cos(Math.PI * progress)) / 2);
}

function decay(options: DecayOptions, height: (progress: number) => number): Schedule {
  const { peak, steps, warmUpSteps = 0, floor = 0 } = options;
  checkNumber('peak', peak, 0);
  checkInteger('steps', steps, 1);
  checkInteger('warmUpSteps', warmUpSteps, 0, steps);
  checkNumber('floor', floor, 0, peak);
  return (step) => {
    if (step < warmUpSteps) return (peak * step) / warmUpSteps;
    if (step >= steps) return floor;
    return floor + (peak - floor) * height((step - warmUpSteps) / (steps - warmUpSteps));
  };
}
