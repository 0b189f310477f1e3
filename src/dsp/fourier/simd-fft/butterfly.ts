import { type FunctionBuilder } from '../../webassembly/function-builder.js';
import {
  addComplex,
  addTurned,
  type ComplexVector,
  subtractComplex,
  subtractTurned,
  weightedSum,
} from './complex-vectors.js';

/** Radices that transforms are made of; their order is the order of use. */
export const RADICES = [7, 5, 4, 3, 2] as const;
export type Radix = (typeof RADICES)[number];

/** The discrete Fourier transform of 2, 4 or an odd number of values, in straight code: `y[k] = Σ x[n] · exp(-2πi·k·n / radix)`. */
export function butterfly(builder: FunctionBuilder, values: readonly ComplexVector[]): readonly ComplexVector[] {
  if (values.length === 2) return [addComplex(builder, ...pair(values)), subtractComplex(builder, ...pair(values))];
  return values.length === 4 ? butterflyOf4(builder, values) : butterflyOfOdd(builder, values);
}

const pair = (values: readonly ComplexVector[]): [ComplexVector, ComplexVector] => [values[0], values[1]];

function butterflyOf4(builder: FunctionBuilder, [a, b, c, d]: readonly ComplexVector[]): readonly ComplexVector[] {
  const evenSum = addComplex(builder, a, c);
  const evenDifference = subtractComplex(builder, a, c);
  const oddSum = addComplex(builder, b, d);
  const oddDifference = subtractComplex(builder, b, d);
  return [
    addComplex(builder, evenSum, oddSum),
    subtractTurned(builder, evenDifference, oddDifference),
    subtractComplex(builder, evenSum, oddSum),
    addTurned(builder, evenDifference, oddDifference),
  ];
}

/** Values n and radix - n share their cosines and have opposite sines, which halves the multiplications. */
function butterflyOfOdd(builder: FunctionBuilder, values: readonly ComplexVector[]): readonly ComplexVector[] {
  const radix = values.length;
  const indices = Array.from({ length: (radix - 1) / 2 }, (_, index) => index + 1);
  const sums = indices.map((n) => addComplex(builder, values[n], values[radix - n]));
  const differences = indices.map((n) => subtractComplex(builder, values[n], values[radix - n]));
  const output = new Array<ComplexVector>(radix);
  output[0] = weightedSum(builder, [values[0], ...sums], new Array<number>(radix).fill(1));
  for (const k of indices) {
    const angles = indices.map((n) => (2 * Math.PI * ((k * n) % radix)) / radix);
    const even = weightedSum(builder, [values[0], ...sums], [1, ...angles.map(Math.cos)]);
    const odd = weightedSum(builder, differences, angles.map(Math.sin));
    output[k] = subtractTurned(builder, even, odd);
    output[radix - k] = addTurned(builder, even, odd);
  }
  return output;
}
