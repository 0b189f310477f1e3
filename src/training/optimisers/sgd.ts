import { checkNumber } from '../check-arguments.js';
import { add, multiply, subtract } from '../operations/arithmetic.js';
import { type Optimiser, type Update } from './optimiser.js';

export interface SgdOptions {
  /** Part of the last step that the next one keeps, 0..1. */
  momentum?: number;
  /** Nesterov's variant looks ahead along the momentum. */
  nesterov?: boolean;
  weightDecay?: number;
}

/** Stochastic gradient descent with momentum. Source: Sutskever et al., On the Importance of Initialization and Momentum, 2013. */
export function sgd({ momentum = 0.9, nesterov = false, weightDecay = 0 }: SgdOptions = {}): Optimiser {
  checkNumber('momentum', momentum, 0, 0.999_999);
  checkNumber('weightDecay', weightDecay, 0);
  return {
    slots: momentum > 0 ? ['velocity'] : [],
    scalars: (_, learningRate) => ({ learningRate }),
    update({ value, decay }, gradient, slots, { learningRate }): Update {
      const pull = decay && weightDecay > 0 ? add(gradient, multiply(value, weightDecay)) : gradient;
      if (momentum === 0) return { parameter: subtract(value, multiply(pull, learningRate)), slots: {} };
      const velocity = add(multiply(slots.velocity, momentum), pull);
      const change = nesterov ? add(pull, multiply(velocity, momentum)) : velocity;
      return { parameter: subtract(value, multiply(change, learningRate)), slots: { velocity } };
    },
  };
}
