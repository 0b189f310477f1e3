import { type Batch, type FloatTensor, type Model, randomSource } from '../../src/training/index.js';
import { bands, batchSize, convolutionalModel, frames } from './convolutional-network.js';
import { channels, encoderModel, positions } from './encoder-layer.js';

export interface Case {
  name: string;
  model: Model;
  batch: () => Batch;
  threads: number;
  /** Seconds a step of PyTorch 1.13, fastest and slowest run, on another machine: docs/decisions/training.md compares. */
  pytorch?: readonly [number, number];
}

const random = randomSource('bench');

const convolutional = {
  name: 'CNN, 405k parameters, 8 × 80 × 1000',
  model: convolutionalModel,
  batch: () => ({
    logMel: tensor([batchSize, bands, frames], () => 2 * random() - 1),
    targets: tensor([batchSize, frames, 3], () => Math.round(random())),
  }),
};
const encoder = {
  name: 'Whisper-base encoder layer, 1500 × 512',
  model: encoderModel,
  batch: () => ({
    input: tensor([1, positions, channels], () => 2 * random() - 1),
    targets: tensor([1, positions, channels], random),
  }),
};

export const cases: readonly Case[] = [
  { ...convolutional, threads: 2, pytorch: [0.61, 0.75] },
  { ...convolutional, threads: 1, pytorch: [0.95, 1.12] },
  { ...encoder, threads: 2 },
  { ...encoder, threads: 1, pytorch: [0.71, 0.71] },
];

function tensor(shape: number[], draw: () => number): FloatTensor {
  return { shape, data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, draw) };
}
