import { type Value } from '../graph/value.js';
import { linear } from '../operations/linear.js';
import { type Initialiser, xavierUniform } from '../randomness/initialisers.js';

export interface DenseOptions {
  /** Leave the bias out with `false`. */
  bias?: boolean;
  /** Of the weight `[inputs, outputs]`; `xavierUniform` when left out. */
  initialiser?: Initialiser;
}

/** {@link linear} with parameters of its own: `name.weight` and `name.bias`. */
export function dense(input: Value, name: string, outputs: number, options: DenseOptions = {}): Value {
  const { bias = true, initialiser = xavierUniform } = options;
  const { graph } = input;
  const weight = graph.parameter(`${name}.weight`, [input.shape[input.rank - 1], outputs], { initialiser });
  return linear(input, weight, bias ? graph.parameter(`${name}.bias`, [outputs]) : undefined);
}
