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

/** `cos, -sin` of the angles `2π · order · index / length`: the factors exp(-iφ). */
export function twiddle(index: number, order: number, length: number): [number, number] {
  const angle = (2 * Math.PI * ((index * order) % length)) / length;
  return [Math.cos(angle), -Math.sin(angle)];
}

/** The factors of a stage that joins transforms of `span` values by `radix`: for each value, those of its partners 1..radix - 1. */
export function stageTwiddles(radix: Radix, span: number): number[] {
  const partners = Array.from({ length: radix - 1 }, (_, index) => index + 1);
  return Array.from({ length: span }, (_, index) =>
    partners.flatMap((partner) => twiddle(index, partner, radix * span)),
  ).flat();
}
