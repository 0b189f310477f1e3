import { type SegmenterDescription, writeSegmenter } from '../../src/segmentation/network/segmenter-directory.js';
import type { SegmenterSettings } from '../../src/segmentation/network/segmenter-settings.js';
import { PICTURES } from '../../src/segmentation/network/front-end.js';
import { segmenterNetwork } from '../../src/segmentation/network/segmenter-network.js';
import { type FloatTensor, Graph, randomSource } from '../../src/training/index.js';

/** Settings of a segmenter that is small enough for a test. */
export const SMALL_SEGMENTER: SegmenterSettings = {
  sampleRateHz: 16_000,
  timeStepSeconds: 0.0025,
  minFrequencyHz: 0,
  maxFrequencyHz: 8_000,
  minSegmentSeconds: 0.01,
  toleranceSeconds: 0.01,
  classes: [
    { species: 'zebra finch', individual: 'R3406', cluster: 'song' },
    { species: 'zebra finch', individual: 'R3406', cluster: 'call' },
  ],
  decoding: {
    threshold: 0.5,
    splitThreshold: 0.5,
    shortestGapSeconds: 0,
    onsetShiftSeconds: 0,
    offsetShiftSeconds: 0,
  },
  network: { bands: 16, pictureChannels: [4, 4, 4], channels: 8, dilations: [1, 2, 4] },
};

/** Weights that nobody trained: the same ones for the same seed. They make events of noise, all different ones. */
export function randomWeights({ network, classes }: SegmenterSettings, seed = 7): Map<string, FloatTensor> {
  const graph = new Graph();
  segmenterNetwork(graph.input('frames', [1, PICTURES, network.bands, 64]), network, classes.length);
  const random = randomSource(seed);
  return new Map(
    graph.parameters.map(({ name, shape, initialiser }) => [name, { data: initialiser(shape, random), shape }]),
  );
}

/** What the model directories of tests say of themselves. */
export const RANDOM_DESCRIPTION: SegmenterDescription = {
  name: 'random-segmenter',
  version: '1',
  source: 'trained',
  licence: 'CC0-1.0',
  description: 'Random weights, for tests.',
  card: {
    data: 'None.',
    split: 'None.',
    figures: [],
    lineage: { base: null, dataSha256: null, settings: {} },
    limits: 'It knows nothing.',
  },
};

/** Writes a segmenter of random weights. */
export const writeRandomSegmenter = (directory: string, settings = SMALL_SEGMENTER, name?: string) =>
  writeSegmenter(
    directory,
    { settings, weights: randomWeights(settings) },
    { ...RANDOM_DESCRIPTION, ...(name !== undefined && { name }) },
  );
