import * as t from '../../training/index.js';
import { segmenterNetwork } from '../network/segmenter-network.js';
import { type NetworkSettings } from '../network/segmenter-settings.js';

const CLASS_SHARE = 0.5;

/** The model that a trainer trains: batches as of {@link Batches}. */
export function segmenterModel(settings: NetworkSettings, classes: number): t.Model {
  return (_, batch) => {
    const logits = segmenterNetwork(batch.frames, settings, classes);
    const boundaries = t.binaryCrossEntropy(logits.boundaries, batch.boundaries, { weights: batch.weights });
    const ofClasses = t.crossEntropy(t.transpose(logits.classes, [0, 2, 1]), batch.classes, {
      weights: batch.classWeights,
    });
    return {
      loss: t.add(boundaries, t.multiply(ofClasses, CLASS_SHARE)),
      metrics: { boundaries, classes: ofClasses },
    };
  };
}
