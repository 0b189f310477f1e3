/** Gives uniform random numbers of 0 up to 1. */
export type RandomSource = () => number;

/**
 * A generator of 32-bit numbers that is the same on every machine. Texts as well as numbers are part of the seed, so
 * every parameter and every step can have a stream of its own, whatever the order in which they are asked for.
 *
 * Source: sfc32 of PractRand (C. Doty-Humphrey), seeded by FNV-1a.
 */
export function randomSource(...seed: readonly (number | string)[]): RandomSource {
  let [a, b, c] = [fnv1a(`a ${seed.join('/')}`), fnv1a(`b ${seed.join('/')}`), fnv1a(`c ${seed.join('/')}`)];
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  // Seeds that differ in one bit begin alike; a few rounds part them.
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Normally distributed numbers of mean 0 and deviation 1 (Box and Muller, 1958). */
export function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0;
}
