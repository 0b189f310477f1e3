import { checkNumber } from '../check-arguments.js';
import { add, divide, multiply, square, subtract } from '../operations/arithmetic.js';
import { squareRoot } from '../operations/functions.js';
import { type Optimiser } from './optimiser.js';

export interface AdamWOptions {
  /** Memory of the mean gradient, 0..1. */
  beta1?: number;
  /** Memory of the mean squared gradient, 0..1. */
  beta2?: number;
  epsilon?: number;
  /** Part of a decaying parameter that each step at learning rate 1 takes away. */
  weightDecay?: number;
}

/** Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019, algorithm 2. */
export function adamW(options: AdamWOptions = {}): Optimiser {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = options;
  checkNumber('beta1', beta1, 0, 0.999_999);
  checkNumber('beta2', beta2, 0, 0.999_999);
  checkNumber('epsilon', epsilon, 0, 1);
  checkNumber('weightDecay', weightDecay, 0);
  return {
    slots: ['firstMoment', 'secondMoment'],
    scalars: (step, learningRate) => ({
      learningRate,
      firstCorrection: 1 / (1 - beta1 ** step),
      secondCorrection: 1 / (1 - beta2 ** step),
    }),
    update({ value, decay }, gradient, slots, { learningRate, firstCorrection, secondCorrection }) {
      const firstMoment = add(multiply(slots.firstMoment, beta1), multiply(gradient, 1 - beta1));
      const secondMoment = add(multiply(slots.secondMoment, beta2), multiply(square(gradient), 1 - beta2));
      const deviation = add(squareRoot(multiply(secondMoment, secondCorrection)), epsilon);
      const direction = divide(multiply(firstMoment, firstCorrection), deviation);
      const change = decay && weightDecay > 0 ? add(direction, multiply(value, weightDecay)) : direction;
      const parameter = subtract(value, multiply(change, learningRate));
      return { parameter, slots: { firstMoment, secondMoment } };
    },
  };
}
