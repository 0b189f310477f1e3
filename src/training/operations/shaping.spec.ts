import { gradientError } from '../../../test/support/training/check-gradients.js';
import { concatenate } from './concatenate.js';
import { expand } from './expand.js';
import { pad } from './pad.js';
import { maximum, mean, minimum, sum, variance } from './reductions.js';
import { reshape } from './reshape.js';
import { slice, split } from './slice.js';
import { transpose } from './transpose.js';

describe.each([
  ['sum', sum],
  ['mean', mean],
  ['variance', variance],
] as const)('%s', (_, operation) => {
  it.each([
    [[4], {}],
    [[2, 3], { axes: [0] }],
    [[2, 3], { axes: [-1], keepAxes: true }],
    [[2, 3, 2], { axes: [0, 2] }],
    [[2, 3, 2], { axes: [1], keepAxes: true }],
  ])('of %j with %j has its gradient', async (shape, options) => {
    expect(await gradientError({ input: shape }, ({ input }) => operation(input, options))).toBeLessThan(1e-3);
  });
});

it.each([
  ['maximum', maximum],
  ['minimum', minimum],
] as const)('%s has its gradient', async (_, operation) => {
  const input = { shape: [2, 3], data: Float32Array.of(0.1, 0.9, -0.4, -0.8, 0.3, 0.6) };
  expect(await gradientError({ input }, (values) => operation(values.input, { axes: [1] }))).toBeLessThan(1e-3);
  expect(await gradientError({ input }, (values) => operation(values.input))).toBeLessThan(1e-3);
});

it.each([
  [[6], [2, 3]],
  [
    [2, 6],
    [3, -1],
  ],
  [[1], []],
  [
    [2, 3, 4],
    [4, 6],
  ],
])('reshape of %j to %j has its gradient', async (from, to) => {
  expect(await gradientError({ input: from }, ({ input }) => reshape(input, to))).toBeLessThan(1e-3);
});

it.each([
  [[2, 3], undefined],
  [
    [2, 3, 4],
    [2, 0, 1],
  ],
  [
    [2, 1, 3, 2],
    [3, 1, 0, 2],
  ],
])('transpose of %j by %j has its gradient', async (shape, order) => {
  expect(await gradientError({ input: shape }, ({ input }) => transpose(input, order))).toBeLessThan(1e-3);
});

it.each([
  [[5], 0, 1, 4, 1],
  [[2, 6], -1, 0, 3, 1],
  [[2, 7], 1, 1, 7, 3],
  [[7, 2], 0, 0, 6, 2],
  [[2, 5, 3], 1, 2, 5, 2],
])('slice of %j along %i from %i to %i by %i has its gradient', async (shape, axis, start, end, step) => {
  expect(await gradientError({ input: shape }, ({ input }) => slice(input, axis, start, end, step))).toBeLessThan(1e-3);
});

it('split has its gradient', async () => {
  const error = await gradientError({ input: [2, 5] }, ({ input }) => {
    const [first, second] = split(input, 1, [2, 3]);
    return concatenate([second, first, second], 1);
  });
  expect(error).toBeLessThan(1e-3);
});

it.each([
  [[3], [1], [2]],
  [
    [2, 3],
    [0, 2],
    [1, 0],
  ],
  [
    [4, 3],
    [-1, 1],
    [2, -2],
  ],
])('pad of %j by %j and %j has its gradient', async (shape, before, after) => {
  expect(await gradientError({ input: shape }, ({ input }) => pad(input, before, after))).toBeLessThan(1e-3);
});

it.each([
  [[2], [3], 0],
  [[2, 3], [2, 1], 1],
  [[1, 2, 2], [3, 2, 2], -3],
])('concatenate of %j and %j along %i has its gradients', async (first, second, axis) => {
  const error = await gradientError({ first, second }, (values) => concatenate([values.first, values.second], axis));
  expect(error).toBeLessThan(1e-3);
});

it.each([
  [[1], [4]],
  [
    [2, 1],
    [2, 3],
  ],
  [[3], [2, 2, 3]],
  [[], [2, 2]],
])('expand of %j to %j has its gradient', async (from, to) => {
  expect(await gradientError({ input: from }, ({ input }) => expand(input, to))).toBeLessThan(1e-3);
});
