import { elementCount, type Shape } from '../graph/shape.js';
import { normal, type RandomSource } from './random-source.js';

/** Makes the first numbers of a parameter. */
export type Initialiser = (shape: Shape, random: RandomSource) => Float32Array;

export const zeros: Initialiser = (shape) => new Float32Array(elementCount(shape));

export const ones: Initialiser = (shape) => new Float32Array(elementCount(shape)).fill(1);

/** The same number everywhere, as a bias that makes a rare class rare from the first step on. */
export function filledWith(value: number): Initialiser {
  return (shape) => new Float32Array(elementCount(shape)).fill(value);
}

/** Normal numbers of the given deviation, as for embeddings. */
export function normalOf(deviation: number): Initialiser {
  return (shape, random) => Float32Array.from({ length: elementCount(shape) }, () => deviation * normal(random));
}

/**
 * Normal numbers that keep the variance through relu: deviation √(2 / inputs).
 *
 * Source: He et al., Delving Deep into Rectifiers, 2015. Matrices are [inputs, outputs], kernels [outputs, inputs, …].
 */
export const heNormal: Initialiser = (shape, random) => normalOf(Math.sqrt(2 / fan(shape).inputs))(shape, random);

/**
 * Uniform numbers that keep the variance both ways: ±√(6 / (inputs + outputs)).
 *
 * Source: Glorot and Bengio, Understanding the Difficulty of Training Deep Feedforward Neural Networks, 2010.
 */
export const xavierUniform: Initialiser = (shape, random) => {
  const { inputs, outputs } = fan(shape);
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float32Array.from({ length: elementCount(shape) }, () => limit * (2 * random() - 1));
};

function fan(shape: Shape): { inputs: number; outputs: number } {
  if (shape.length < 2) return { inputs: elementCount(shape), outputs: elementCount(shape) };
  if (shape.length === 2) return { inputs: shape[0], outputs: shape[1] };
  const taps = elementCount(shape.slice(2));
  return { inputs: shape[1] * taps, outputs: shape[0] * taps };
}
