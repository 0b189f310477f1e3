/*
 * Writes test/fixtures/training/*.json: weights, inputs, loss and gradients of two small networks. The networks are plain loops
 * over float64 and share no code with src/training; gradients are five-point central differences of them.
 *
 *   npm run build && node dist/test/support/training/float64/write-references.js
 */
import { writeFileSync } from 'node:fs';
import { randomSource } from '../../../../src/training/randomness/random-source.js';
import { convolutionalLoss, convolutionalShapes, pictureShape } from './convolutional-network.js';
import { entries, tokenShape, transformerLoss, transformerShapes } from './transformer.js';

type Weights = Record<string, number[]>;

const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
const random = randomSource('references');
const numbers = (length: number, scale: number) =>
  Array.from({ length }, () => Math.fround(Number((scale * (2 * random() - 1)).toFixed(4))));
const wholes = (length: number, below: number) => Array.from({ length }, () => Math.floor(below * random()));

write(
  'convolutional-network',
  convolutionalShapes,
  convolutionalLoss,
  numbers(count(pictureShape), 1.5),
  wholes(2 * 7 * 2, 2),
);
write(
  'transformer',
  transformerShapes,
  transformerLoss,
  wholes(count(tokenShape), entries),
  wholes(count(tokenShape), entries),
);

function write(
  name: string,
  shapes: Readonly<Record<string, readonly number[]>>,
  lossOf: (weights: Weights, input: number[], targets: number[]) => number,
  input: number[],
  targets: number[],
): void {
  const weights = Object.fromEntries(
    Object.entries(shapes).map(([key, shape]) => [key, numbers(count(shape), key.endsWith('scale') ? 1.2 : 0.7)]),
  );
  const loss = () => lossOf(weights, input, targets);
  const gradients = Object.fromEntries(
    Object.entries(weights).map(([key, values]) => [key, values.map((_, index) => slope(loss, values, index))]),
  );
  const content = { weights, input, targets, loss: loss(), gradients };
  writeFileSync(`test/fixtures/training/${name}.json`, JSON.stringify(content));
}

function slope(loss: () => number, values: number[], index: number): number {
  const [fine, coarse] = [1e-4, 2e-4].map((step) => centralDifference(loss, values, index, step));
  // Where relu or pooling has an edge inside the step, the two disagree, and the weights must be drawn anew.
  if (Math.abs(fine - coarse) > 1e-8) throw new Error(`An edge lies near weight ${index}: ${fine} and ${coarse}.`);
  return Number(fine.toPrecision(10));
}

function centralDifference(loss: () => number, values: number[], index: number, step: number): number {
  const middle = values[index];
  const at = (distance: number) => {
    values[index] = middle + distance;
    return loss();
  };
  const result = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
  values[index] = middle;
  return result;
}
