import { checkNumber } from '../check-arguments.js';
import { type Value } from '../graph/value.js';
import { add, greater, multiply, negate, square, subtract, where } from './arithmetic.js';
import { exponential } from './functions.js';

/** `max(input, 0)`, with gradient 0 at 0. */
export function relu(input: Value): Value {
  const output = input.graph.node('Relu', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => where(greater(output, 0), gradient, 0)]);
}

/** The input where it is above 0, elsewhere `slope` times the input. */
export function leakyRelu(input: Value, slope = 0.01): Value {
  checkNumber('slope', slope, 0, 1);
  const output = input.graph.node('LeakyRelu', [input], input.shape, { attributes: { alpha: { float: slope } } });
  return input.graph.record([input], output, [
    (gradient) => where(greater(input, 0), gradient, multiply(gradient, slope)),
  ]);
}

/** `1 / (1 + exp(-input))`. */
export function sigmoid(input: Value): Value {
  const output = input.graph.node('Sigmoid', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => multiply(gradient, subtract(output, square(output)))]);
}

export function tanh(input: Value): Value {
  const output = input.graph.node('Tanh', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => subtract(gradient, multiply(gradient, square(output)))]);
}

/** `log(1 + exp(input))`, safe for large inputs. */
export function softplus(input: Value): Value {
  const output = input.graph.node('Softplus', [input], input.shape);
  return input.graph.record([input], output, [(gradient) => multiply(gradient, sigmoid(input))]);
}

/** `input · sigmoid(input)`, also called swish (Elfwing et al., 2017). */
export function silu(input: Value): Value {
  const gate = sigmoid(input);
  const output = input.graph.node('Mul', [input, gate], input.shape);
  return input.graph.record([input], output, [
    (gradient) => multiply(gradient, add(gate, multiply(output, subtract(gate.graph.scalar(1), gate)))),
  ]);
}

/** `input · Φ(input)` with the normal distribution function Φ, not its approximation (Hendrycks and Gimpel, 2016). */
export function gelu(input: Value): Value {
  const output = input.graph.node('Gelu', [input], input.shape);
  return input.graph.record([input], output, [
    (gradient) => {
      const errorFunction = input.graph.node('Erf', [multiply(input, Math.SQRT1_2)], input.shape);
      const distribution = multiply(add(errorFunction, 1), 0.5);
      const density = multiply(exponential(multiply(square(input), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return multiply(gradient, add(distribution, multiply(input, density)));
    },
  ]);
}

/** `1 - input`, the other side of a probability. */
export function complement(input: Value): Value {
  return add(negate(input), 1);
}
