import { gradientError } from '../../../test/support/training/check-gradients.js';
import { causalMask, multiHeadAttention } from './attention.js';
import { embedding } from './embedding.js';
import { linear } from './linear.js';
import { matrixProduct } from './matrix-product.js';

describe.each([
  [
    [2, 3],
    [3, 4],
  ],
  [
    [2, 2, 3],
    [2, 3, 2],
  ],
  [
    [2, 2, 3],
    [3, 2],
  ],
  [
    [2, 1, 2, 3],
    [3, 3, 2],
  ],
])('matrixProduct of %j and %j', (left, right) => {
  const swap = (shape: number[]) => [...shape.slice(0, -2), ...shape.slice(-2).reverse()];

  it.each([
    [false, false, 1],
    [true, false, 0.5],
    [false, true, 2],
    [true, true, 1],
  ])('transposed %s and %s, times %d, has its gradients', async (transposeLeft, transposeRight, scale) => {
    const samples = { left: transposeLeft ? swap(left) : left, right: transposeRight ? swap(right) : right };
    const options = { transposeLeft, transposeRight, scale };
    expect(await gradientError(samples, (value) => matrixProduct(value.left, value.right, options))).toBeLessThan(1e-3);
  });
});

describe.each([[[3]], [[2, 3]], [[2, 2, 3]]])('linear of %j', (input) => {
  it('has its gradients', async () => {
    const samples = { input, weight: [3, 4], bias: [4] };
    expect(await gradientError(samples, (value) => linear(value.input, value.weight, value.bias))).toBeLessThan(1e-3);
  });

  it('has its gradients with the weight transposed and no bias', async () => {
    const operation = gradientError({ input, weight: [4, 3] }, (value) =>
      linear(value.input, value.weight, undefined, { transposed: true }),
    );
    expect(await operation).toBeLessThan(1e-3);
  });
});

it.each([[[4]], [[2, 3]]])('embedding of %j indices, some of them twice, has its gradient', async (shape) => {
  const indices = {
    shape,
    data: Int32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => (index * 2) % 5),
  };
  expect(
    await gradientError({ table: [5, 3], indices }, (value) => embedding(value.table, value.indices)),
  ).toBeLessThan(1e-3);
});

it.each([1, 2])('multiHeadAttention of %i heads has its gradients, masked and not', async (heads) => {
  const samples = { queries: [2, 3, 4], keys: [2, 5, 4], values: [2, 5, 4] };
  const error = await gradientError(samples, (value) =>
    multiHeadAttention(value.queries, value.keys, value.values, heads),
  );
  expect(error).toBeLessThan(1e-3);
  const self = await gradientError({ input: [1, 4, 4] }, ({ input }, graph) =>
    multiHeadAttention(input, input, input, heads, { mask: causalMask(graph, 4) }),
  );
  expect(self).toBeLessThan(1e-3);
});
