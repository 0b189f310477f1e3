import { type Initialiser } from '../randomness/initialisers.js';
import { type Shape } from './shape.js';
import { type Value } from './value.js';

export interface ParameterOptions {
  /** First numbers of the parameter; zeros when left out. */
  initialiser?: Initialiser;
  /** `false` freezes it: it gets no gradient and no update. */
  trainable?: boolean;
  /** Whether weight decay pulls it to zero; by default only matrices and kernels (two axes or more) decay. */
  decay?: boolean;
}

/** A tensor that training changes. It is an input of the training graph and becomes a constant on export. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly value: Value;
  readonly initialiser: Initialiser;
  readonly trainable: boolean;
  readonly decay: boolean;
}
