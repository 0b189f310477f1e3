import { whisperLogMel } from '../../../../src/dsp/index.js';

/** A short phrase that ends in a digit, such as "bamboo seven", at 16 kHz. */
export interface CarriedDigit {
  readonly carrier: string;
  readonly digit: number;
  readonly samples: Float32Array;
}

const CEPSTRA = 13;
const HOP_SAMPLES = 160;
/** Parts of a phrase in which the digit may begin. */
const [EARLIEST, LATEST] = [0.2, 0.75];

/**
 * Where the digit begins in phrases of one speaker: up to there a phrase is like those with the same first word, from there on like those with the same digit. Likeness is
 * that of mel cepstra (Davis and Mermelstein, 1980) along the best path of dynamic time warping (Sakoe and Chiba, 1978).
 * @returns a sample for each phrase
 */
export function splitCarriers(phrases: readonly CarriedDigit[]): number[] {
  const cepstra = phrases.map(({ samples }) => melCepstra(samples));
  return phrases.map(({ carrier, digit }, own) => {
    const others = (isAlike: (phrase: CarriedDigit) => boolean) =>
      cepstra.filter((_, index) => index !== own && isAlike(phrases[index]));
    const heard = cepstra[own];
    const before = meanCosts(
      heard,
      others((phrase) => phrase.carrier === carrier),
    );
    const after = meanCosts(
      heard.toReversed(),
      others((phrase) => phrase.digit === digit).map((other) => other.toReversed()),
    ).reverse();
    const [first, last] = [Math.round(EARLIEST * heard.length), Math.round(LATEST * heard.length)];
    let best = first;
    for (let frame = first; frame <= last; frame++) {
      if (before[frame] + after[frame] < before[best] + after[best]) best = frame;
    }
    return best * HOP_SAMPLES;
  });
}

/** Cost of the first `n` frames against the beginnings of the others, for each `n`. */
function meanCosts(frames: readonly Float32Array[], others: readonly (readonly Float32Array[])[]): number[] {
  const sums = new Array<number>(frames.length + 1).fill(0);
  for (const other of others) beginningCosts(frames, other).forEach((cost, count) => (sums[count] += cost));
  return sums.map((sum) => sum / others.length);
}

/** Each frame meets one of the other, which goes on by none to two frames at a time; where it ends is free. */
function beginningCosts(frames: readonly Float32Array[], other: readonly Float32Array[]): number[] {
  let row: number[] = other.map((_, index) => (index === 0 ? 0 : Infinity));
  const costs = [0];
  for (const [place, frame] of frames.entries()) {
    row = other.map((heard, index) => {
      const reached =
        place === 0 ? row[index] : Math.min(row[index], row[index - 1] ?? Infinity, row[index - 2] ?? Infinity);
      return reached + distance(frame, heard);
    });
    costs.push(Math.min(...row));
  }
  return costs;
}

function distance(left: Float32Array, right: Float32Array): number {
  return Math.sqrt(left.reduce((sum, value, index) => sum + (value - right[index]) ** 2, 0));
}

function melCepstra(samples: Float32Array): Float32Array[] {
  const { bands, frames, data } = whisperLogMel(samples);
  return Array.from({ length: Math.floor(samples.length / HOP_SAMPLES) }, (_, frame) =>
    Float32Array.from({ length: CEPSTRA }, (__, coefficient) => {
      let sum = 0;
      for (let band = 0; band < bands; band++)
        sum += data[band * frames + frame] * Math.cos((Math.PI * coefficient * (band + 0.5)) / bands);
      return sum;
    }),
  );
}
