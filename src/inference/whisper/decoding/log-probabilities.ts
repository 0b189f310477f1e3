/** Logarithm of the sum of exponentials of `values[begin]` up to, not including, `values[end]`; −∞ of none. */
export function logSumExp(values: Float32Array, begin = 0, end = values.length): number {
  let largest = -Infinity;
  for (let index = begin; index < end; index++) if (values[index] > largest) largest = values[index];
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let index = begin; index < end; index++) sum += Math.exp(values[index] - largest);
  return largest + Math.log(sum);
}

/** The first of the largest values. */
export function indexOfLargest(values: Float32Array, begin = 0, end = values.length): number {
  let best = begin;
  for (let index = begin + 1; index < end; index++) if (values[index] > values[best]) best = index;
  return best;
}

/** Makes a part of the scores impossible. */
export function forbid(logits: Float32Array, begin: number, end: number): void {
  logits.fill(-Infinity, Math.max(0, begin), Math.max(0, end));
}
