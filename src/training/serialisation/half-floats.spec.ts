import { fromFloat16, toFloat16 } from './half-floats.js';

it('gives back every number of half precision', () => {
  const all = Uint16Array.from({ length: 0x1_0000 }, (_, bits) => bits).filter((bits) => (bits & 0x7fff) <= 0x7c00);
  expect(toFloat16(fromFloat16(all))).toEqual(all);
});

it.each([
  ['below the middle', 1 + 2 ** -11 - 2 ** -20, 0x3c00],
  ['in the middle, to the even one below', 1 + 2 ** -11, 0x3c00],
  ['in the middle, to the even one above', 1 + 3 * 2 ** -11, 0x3c02],
  ['up to the next power of two', 2 - 2 ** -12, 0x4000],
  ['up to the smallest normal number', 2 ** -14 - 2 ** -26, 0x0400],
  ['to zero', -(2 ** -26), 0x8000],
  ['to the largest', 65_519, 0x7bff],
  ['to infinity', 65_520, 0x7c00],
  ['nothing that is no number', NaN, 0x7e00],
])('rounds %s', (_, value, bits) => {
  expect([...toFloat16(Float32Array.of(value))]).toEqual([bits]);
});
