import { type Value } from './value.js';

/** Makes the gradient of one input from the gradient of the output. */
export type GradientRule = (gradient: Value) => Value;

/** One differentiable step: `gradients[i]` belongs to `inputs[i]` and is called only when that input needs a gradient. */
export interface TapeEntry {
  readonly inputs: readonly Value[];
  readonly output: Value;
  readonly gradients: readonly GradientRule[];
}
