import { gradientError } from '../../../test/support/training/check-gradients.js';
import {
  absolute,
  add,
  atLeast,
  atMost,
  divide,
  greater,
  multiply,
  negate,
  square,
  subtract,
  where,
} from './arithmetic.js';

const broadcasts: [number[], number[]][] = [
  [[3], [3]],
  [[2, 3], [3]],
  [
    [2, 3],
    [2, 1],
  ],
  [
    [1, 3],
    [4, 1],
  ],
  [[], [2, 2]],
  [
    [2, 3, 2],
    [1, 3, 1],
  ],
];

describe.each([
  ['add', add],
  ['subtract', subtract],
  ['multiply', multiply],
] as const)('%s', (_, operation) => {
  it.each(broadcasts)('has the gradients of %j and %j', async (left, right) => {
    expect(await gradientError({ left, right }, (value) => operation(value.left, value.right))).toBeLessThan(1e-3);
  });
});

it.each(broadcasts)('divide has the gradients of %j and %j', async (left, shape) => {
  const right = { shape, from: 0.5, to: 2 };
  expect(await gradientError({ left, right }, (value) => divide(value.left, value.right))).toBeLessThan(1e-3);
});

it.each([
  ['negate', negate],
  ['square', square],
] as const)('%s has its gradient', async (_, operation) => {
  expect(await gradientError({ input: [2, 3] }, ({ input }) => operation(input))).toBeLessThan(1e-3);
});

const apart = { shape: [6], data: Float32Array.of(-0.9, -0.4, -0.1, 0.15, 0.45, 0.8) };

it.each([
  ['absolute', absolute],
  ['atLeast', (input) => atLeast(input, 0.25)],
  ['atMost', (input) => atMost(input, 0.25)],
  ['where', (input) => where(greater(input, 0.25), square(input), negate(input))],
] as [string, typeof absolute][])('%s has its gradient on both sides of its edge', async (_, operation) => {
  expect(await gradientError({ input: apart }, ({ input }) => operation(input))).toBeLessThan(1e-3);
});

it.each(broadcasts)('where passes gradients to %j and %j', async (yes, no) => {
  const condition = { shape: [1], data: Uint8Array.of(1) };
  expect(
    await gradientError({ yes, no, condition }, (value) => where(value.condition, value.yes, value.no)),
  ).toBeLessThan(1e-3);
});
