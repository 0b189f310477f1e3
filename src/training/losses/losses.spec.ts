import { gradientError } from '../../../test/support/training/check-gradients.js';
import { evaluate } from '../run/evaluate.js';
import { onnxRuntime } from '../run/onnx-runtime.js';
import { Graph } from '../graph/graph.js';
import { binaryCrossEntropy } from './binary-cross-entropy.js';
import { crossEntropy } from './cross-entropy.js';
import { huberLoss, meanSquaredError } from './regression.js';

it.each([
  [[4], [4]],
  [[2, 3], [3]],
  [
    [2, 3, 2],
    [2, 3, 1],
  ],
])('binaryCrossEntropy of %j weighted by %j has its gradient', async (shape, weighted) => {
  const error = await gradientError({ logits: { shape, from: -4, to: 4 } }, ({ logits }, graph) =>
    binaryCrossEntropy(logits, fixed(graph, shape, 0.3), { weights: fixed(graph, weighted, 0.7) }),
  );
  expect(error).toBeLessThan(1e-3);
});

it.each([[[3]], [[2, 3]]])('the regression losses of %j have their gradients', async (shape) => {
  const samples = { predictions: { shape, from: -2, to: 2 }, targets: { shape, from: -2, to: 2 } };
  expect(await gradientError(samples, (value) => meanSquaredError(value.predictions, value.targets))).toBeLessThan(
    1e-3,
  );
  const huber = gradientError(samples, (value) => huberLoss(value.predictions, value.targets, { delta: 0.45 }));
  expect(await huber).toBeLessThan(2e-3);
});

it.each([
  [[3, 4], 0],
  [[2, 3, 5], 0],
  [[3, 4], 0.1],
])('crossEntropy of %j with smoothing %d has its gradient', async (shape, labelSmoothing) => {
  const rows = shape.slice(0, -1);
  const count = rows.reduce((product, size) => product * size);
  const labels = {
    shape: rows,
    data: Int32Array.from({ length: count }, (_, index) => (index * 3) % shape[shape.length - 1]),
  };
  const samples = { logits: { shape, from: -3, to: 3 }, labels };
  const error = await gradientError(samples, (value, graph) => {
    const weighted = graph.constant({
      shape: rows,
      data: Float32Array.from({ length: count }, (_, index) => index % 3),
    });
    return crossEntropy(value.logits, value.labels, { labelSmoothing, weights: weighted });
  });
  expect(error).toBeLessThan(1e-3);
});

it('gives the losses of the definitions', async () => {
  const graph = new Graph();
  const logits = graph.constant({ shape: [2, 2], data: Float32Array.of(1, -2, 0.5, 90) });
  const labels = graph.constant({ shape: [2], data: Int32Array.of(0, 1) });
  const zeros = graph.constant({ shape: [2, 2], data: new Float32Array(4) });
  graph.output('binary', binaryCrossEntropy(logits, zeros));
  graph.output('several', crossEntropy(logits, labels));
  graph.output('unlabelled', binaryCrossEntropy(logits, zeros, { weights: zeros }));
  const result = await evaluate(onnxRuntime(), graph, {});
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  expect(result.binary.data[0]).toBeCloseTo((softplus(1) + softplus(-2) + softplus(0.5) + 90) / 4, 5);
  expect(result.several.data[0]).toBeCloseTo(softplus(-3) / 2, 6);
  expect(result.unlabelled.data[0]).toBe(0);
});

function fixed(graph: Graph, shape: number[], step: number) {
  const count = shape.reduce((product, size) => product * size);
  return graph.constant({
    shape,
    data: Float32Array.from({ length: count }, (_, index) => 0.1 + ((index * step) % 0.9)),
  });
}
