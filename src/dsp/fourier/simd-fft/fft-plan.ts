import { type Radix, RADICES } from './butterfly.js';

/** The radices whose product is this length, in the order of use, or undefined when it has another prime factor. */
export function factorise(length: number): Radix[] | undefined {
  const radices: Radix[] = [];
  let rest = length;
  for (const radix of RADICES) {
    for (; rest % radix === 0; rest /= radix) radices.push(radix);
  }
  return rest === 1 ? radices : undefined;
}

/**
 * Where each input of a decimation-in-time transform must stand before its first stage: the digits of its index reversed.
 * @returns `positions[n]` of input n
 */
export function digitReversal(radices: readonly Radix[]): Int32Array {
  const length = radices.reduce((product, radix) => product * radix, 1);
  return Int32Array.from({ length }, (_, index) => {
    let position = 0;
    let block = length;
    let rest = index;
    for (const radix of radices.toReversed()) {
      block /= radix;
      position += (rest % radix) * block;
      rest = Math.floor(rest / radix);
    }
    return position;
  });
}
