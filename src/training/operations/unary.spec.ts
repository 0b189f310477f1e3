import { gradientError } from '../../../test/support/training/check-gradients.js';
import { type Value } from '../graph/value.js';
import { complement, gelu, leakyRelu, relu, sigmoid, silu, softplus, tanh } from './activations.js';
import { exponential, logarithm, squareRoot } from './functions.js';
import { groupNorm, rmsNorm } from './group-norm.js';
import { layerNorm } from './layer-norm.js';
import { logSoftmax, softmax } from './softmax.js';

const wide = (shape: number[]) => ({ shape, from: -3, to: 3 });
const positive = (shape: number[]) => ({ shape, from: 0.3, to: 3 });
const shapes = [[], [5], [2, 3], [2, 1, 4]];

describe.each([
  ['sigmoid', sigmoid],
  ['tanh', tanh],
  ['softplus', softplus],
  ['silu', silu],
  ['gelu', gelu],
  ['complement', complement],
  ['exponential', exponential],
] as [string, (input: Value) => Value][])('%s', (_, operation) => {
  it.each(shapes)('has its gradient for shape %#', async (...shape) => {
    expect(await gradientError({ input: wide(shape) }, ({ input }) => operation(input))).toBeLessThan(1e-3);
  });
});

it.each([
  ['logarithm', logarithm],
  ['squareRoot', squareRoot],
] as [string, (input: Value) => Value][])('%s has its gradient', async (_, operation) => {
  expect(await gradientError({ input: positive([2, 3]) }, ({ input }) => operation(input))).toBeLessThan(1e-3);
});

it.each([
  ['relu', relu],
  ['leakyRelu', (input) => leakyRelu(input, 0.2)],
] as [string, (input: Value) => Value][])('%s has its gradient on both sides of 0', async (_, operation) => {
  const input = { shape: [2, 3], data: Float32Array.of(-2, -0.5, -0.1, 0.1, 0.6, 3) };
  expect(await gradientError({ input }, (values) => operation(values.input))).toBeLessThan(1e-3);
});

describe.each([[[4]], [[2, 3]], [[2, 2, 5]]])('over the last axis of %j', (shape) => {
  const channels = shape.slice(-1);

  it('softmax has its gradient', async () => {
    expect(await gradientError({ input: wide(shape) }, ({ input }) => softmax(input))).toBeLessThan(1e-3);
  });

  it('logSoftmax has its gradient', async () => {
    expect(await gradientError({ input: wide(shape) }, ({ input }) => logSoftmax(input))).toBeLessThan(1e-3);
  });

  it('layerNorm has its gradients', async () => {
    const samples = { input: wide(shape), scale: channels, shift: channels };
    const error = await gradientError(samples, ({ input, scale, shift }) => layerNorm(input, scale, shift));
    expect(error).toBeLessThan(2e-3);
  });

  it('rmsNorm has its gradients', async () => {
    const samples = { input: wide(shape), scale: channels };
    expect(await gradientError(samples, ({ input, scale }) => rmsNorm(input, scale))).toBeLessThan(1e-3);
  });
});

it.each([
  [[2, 4, 3], 2],
  [[1, 6, 2, 2], 3],
  [[2, 3, 4], 1],
])('groupNorm of %j in %i groups has its gradients', async (shape, groups) => {
  const samples = { input: wide(shape), scale: [shape[1]], shift: [shape[1]] };
  const error = await gradientError(samples, ({ input, scale, shift }) => groupNorm(input, scale, shift, groups));
  expect(error).toBeLessThan(2e-3);
});
