import { type FloatTensor, Graph, randomSource } from '../../src/training/index.js';
import { BANDS } from '../../src/transcription/voice/detector/detector-front-end.js';
import { detectorNetwork } from '../../src/transcription/voice/detector/detector-network.js';

/** Weights of a voice detector that nobody trained: the same ones for the same seed. */
export function randomDetectorWeights(seed = 7): Map<string, FloatTensor> {
  const graph = new Graph();
  detectorNetwork(graph.input('frames', [1, 1, BANDS, 64]));
  const random = randomSource(seed);
  return new Map(
    graph.parameters.map(({ name, shape, initialiser }) => [name, { data: initialiser(shape, random), shape }]),
  );
}
