import { type Value } from '../graph/value.js';
import { multiply, subtract } from './arithmetic.js';
import { exponential } from './functions.js';
import { sum } from './reductions.js';

const last = { axes: [-1], keepAxes: true };

/** Turns the last axis into probabilities. */
export function softmax(input: Value): Value {
  const output = input.graph.node('Softmax', [input], input.shape, { attributes: { axis: { int: -1 } } });
  return input.graph.record([input], output, [
    (gradient) => {
      const weighted = multiply(gradient, output);
      return subtract(weighted, multiply(output, sum(weighted, last)));
    },
  ]);
}

/** Logarithm of {@link softmax}, without its rounding of small probabilities to 0. */
export function logSoftmax(input: Value): Value {
  const output = input.graph.node('LogSoftmax', [input], input.shape, { attributes: { axis: { int: -1 } } });
  return input.graph.record([input], output, [
    (gradient) => subtract(gradient, multiply(exponential(output), sum(gradient, last))),
  ]);
}
