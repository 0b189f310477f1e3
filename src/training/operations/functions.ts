import { type Value } from '../graph/value.js';
import { divide, multiply } from './arithmetic.js';

export function exponential(input: Value): Value {
  const output = input.graph.node('Exp', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => multiply(gradient, output)]);
}

/** Natural logarithm. Keep the input above 0, as with `atLeast(input, 1e-6)`. */
export function logarithm(input: Value): Value {
  const output = input.graph.node('Log', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => divide(gradient, input)]);
}

/** Square root. Its gradient at 0 is infinite; add a small number to the input where that can occur. */
export function squareRoot(input: Value): Value {
  const output = input.graph.node('Sqrt', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => divide(multiply(gradient, 0.5), output)]);
}
