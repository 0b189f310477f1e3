import * as t from '../../training/index.js';
import { PICTURES } from './front-end.js';
import { receptiveReach, segmenterNetwork } from './segmenter-network.js';
import { type SegmenterSettings } from './segmenter-settings.js';

/** Frames that a run of the exported graph scores. */
export const WINDOW_FRAMES = 1_024;

/** Frames that a window takes before and behind those that it scores: all that have a part in them, so windows join without seams. */
export function windowMargin({ network }: Pick<SegmenterSettings, 'network'>): number {
  return receptiveReach(network);
}

/**
 * The graph of `model.onnx`. Input `frames` `[1, PICTURES, bands, margin + WINDOW_FRAMES + margin]`, zeros where the signal has no frames. Outputs:
 * `boundaries` `[1, 3, WINDOW_FRAMES]`, probabilities of vocal, onset and offset; `classes` `[1, classes, WINDOW_FRAMES]`, log-probabilities.
 */
export function exportSegmenter(settings: SegmenterSettings, weights: ReadonlyMap<string, t.FloatTensor>): Uint8Array {
  const margin = windowMargin(settings);
  const { network, classes } = settings;
  return t.exportModel(weights, (graph) => {
    const frames = graph.input('frames', [1, PICTURES, network.bands, WINDOW_FRAMES + 2 * margin]);
    const logits = segmenterNetwork(frames, network, classes.length);
    const inner = (value: t.Value) => t.slice(value, 2, margin, margin + WINDOW_FRAMES);
    const ofClasses = t.transpose(t.logSoftmax(t.transpose(inner(logits.classes), [0, 2, 1])), [0, 2, 1]);
    return { boundaries: t.sigmoid(inner(logits.boundaries)), classes: ofClasses };
  });
}
