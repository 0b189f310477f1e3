import { gradientError } from '../../../test/support/training/check-gradients.js';
import { conv1d, conv2d, type ConvolutionOptions } from './convolution.js';
import { averagePool, maxPool, type PoolingOptions } from './pooling.js';
import { temporalConvolution } from './temporal-convolution.js';

const oneDimensional: [number[], number[], ConvolutionOptions][] = [
  [[1, 1, 5], [1, 1, 3], {}],
  [[2, 2, 6], [3, 2, 3], { padding: 'same' }],
  [[2, 2, 7], [2, 2, 2], { padding: 'same', dilation: 2 }],
  [[1, 2, 8], [2, 2, 3], { stride: 2, padding: 1 }],
  [[1, 2, 9], [2, 2, 2], { stride: 3, dilation: 2 }],
  [[2, 4, 6], [4, 2, 3], { groups: 2, padding: 'same' }],
  [[2, 3, 6], [3, 1, 3], { groups: 3, padding: [[2, 0]] }],
  [[1, 4, 7], [8, 1, 3], { groups: 4, stride: 2, padding: 1 }],
  [[1, 2, 5], [2, 2, 1], { padding: 1 }],
];

const twoDimensional: [number[], number[], ConvolutionOptions][] = [
  [[1, 1, 4, 5], [1, 1, 3, 3], {}],
  [[2, 2, 4, 3], [3, 2, 3, 3], { padding: 'same' }],
  [[1, 2, 5, 6], [2, 2, 2, 3], { padding: 'same', dilation: [1, 2] }],
  [
    [1, 2, 5, 6],
    [2, 2, 3, 1],
    {
      padding: [
        [2, 0],
        [0, 0],
      ],
      dilation: 2,
    },
  ],
  [[1, 2, 5, 6], [3, 2, 3, 3], { stride: 2, padding: 1 }],
  [[1, 1, 6, 5], [2, 1, 2, 2], { stride: [2, 1] }],
  [[2, 2, 4, 4], [2, 1, 3, 3], { groups: 2, padding: 'same' }],
  [[1, 4, 4, 3], [2, 2, 2, 2], { groups: 2, stride: [1, 2], padding: 'same' }],
];

it.each(oneDimensional)('conv1d of %j with %j and %j has its gradients', async (input, weight, options) => {
  const samples = { input, weight, bias: [weight[0]] };
  const error = await gradientError(samples, (value) => conv1d(value.input, value.weight, value.bias, options));
  expect(error).toBeLessThan(1e-3);
});

it.each(twoDimensional)('conv2d of %j with %j and %j has its gradients', async (input, weight, options) => {
  const samples = { input, weight, bias: [weight[0]] };
  const error = await gradientError(samples, (value) => conv2d(value.input, value.weight, value.bias, options));
  expect(error).toBeLessThan(1e-3);
});

it.each([
  [[1, 5, 2], [3, 2, 3], {}],
  [[2, 6, 1], [3, 1, 2], { dilation: 2 }],
  [[2, 5, 2], [2, 2, 2], { dilation: 2, causal: true }],
  [[1, 3, 2], [1, 2, 2], {}],
])('temporalConvolution of %j with %j and %j has its gradients', async (input, weight, options) => {
  const samples = { input, weight, bias: [weight[2]] };
  const error = await gradientError(samples, (value) =>
    temporalConvolution(value.input, value.weight, value.bias, options),
  );
  expect(error).toBeLessThan(1e-3);
});

const pools: [number[], number | number[], PoolingOptions][] = [
  [[1, 2, 6], 2, {}],
  [[2, 1, 7], 3, { stride: 2 }],
  [[1, 2, 4, 6], [2, 1], {}],
  [[1, 2, 5, 5], 2, {}],
  [[1, 1, 5, 5], 3, { stride: 2, padding: 1 }],
];

it.each(pools)('maxPool of %j by %j with %j has its gradient', async (shape, size, options) => {
  // Numbers that are far enough apart for no step to change their order.
  const count = shape.reduce((product, length) => product * length);
  const data = Float32Array.from({ length: count }, (_, index) => (((index * 37) % 101) - 50) / 10);
  expect(await gradientError({ input: { shape, data } }, ({ input }) => maxPool(input, size, options))).toBeLessThan(
    1e-3,
  );
});

it.each(pools)('averagePool of %j by %j with %j has its gradient', async (shape, size, options) => {
  expect(await gradientError({ input: shape }, ({ input }) => averagePool(input, size, options))).toBeLessThan(1e-3);
});
