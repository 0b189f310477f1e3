import { type Parameter } from '../graph/parameter.js';
import { type Value } from '../graph/value.js';

/** What one parameter and its state become. */
export interface Update {
  readonly parameter: Value;
  /** One value for each name in `slots`. */
  readonly slots: Readonly<Record<string, Value>>;
}

/** How gradients change parameters. The update becomes part of the training graph. */
export interface Optimiser {
  /** Tensors that it keeps for each parameter, zeros at first. */
  readonly slots: readonly string[];
  /** Numbers that the host computes for each step; the learning rate is one of them when it is needed. */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  update(
    parameter: Parameter,
    gradient: Value,
    slots: Readonly<Record<string, Value>>,
    scalars: Readonly<Record<string, Value>>,
  ): Update;
}
