import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  add,
  binaryCrossEntropy,
  causalMask,
  convolutionLayer,
  crossEntropy,
  dense,
  differentiate,
  embeddingLayer,
  evaluate,
  gelu,
  Graph,
  layerNormLayer,
  matrixProduct,
  maxPool,
  onnxRuntime,
  relu,
  reshape,
  selfAttentionLayer,
  temporalConvolutionLayer,
  type TensorData,
  transpose,
  type Value,
} from './index.js';

/** Written by test/support/training/float64/write-references.ts: other code, float64, gradients by central differences. */
interface Reference {
  weights: Record<string, number[]>;
  input: number[];
  targets: number[];
  loss: number;
  gradients: Record<string, number[]>;
}

it('gives loss and gradients of a convolutional network as float64 does', async () => {
  const reference = read('convolutional-network');
  const batch = {
    input: { data: Float32Array.from(reference.input), shape: [2, 1, 8, 7] },
    targets: { data: Float32Array.from(reference.targets), shape: [2, 7, 2] },
  };
  const result = await lossAndGradients(reference, batch, ({ input, targets }) => {
    let picture = input;
    for (const [layer, channels] of [3, 4].entries()) {
      picture = maxPool(relu(convolutionLayer(picture, `picture${layer}`, channels, 3)), [2, 1]);
    }
    let hidden = relu(dense(reshape(transpose(picture, [0, 3, 1, 2]), [2, 7, 8]), 'projection', 5));
    for (const [layer, dilation] of [1, 2].entries()) {
      const normalised = layerNormLayer(hidden, `norm${layer}`);
      hidden = add(hidden, relu(temporalConvolutionLayer(normalised, `time${layer}`, 5, 3, { dilation })));
    }
    return binaryCrossEntropy(dense(hidden, 'scores', 2), targets);
  });
  expect(result.loss).toBeCloseTo(reference.loss, 6);
  expect(result.gradientError).toBeLessThan(2e-6);
});

it('gives loss and gradients of a transformer as float64 does', async () => {
  const reference = read('transformer');
  const batch = {
    input: { data: Int32Array.from(reference.input), shape: [2, 5] },
    targets: { data: Int32Array.from(reference.targets), shape: [2, 5] },
    weights: { data: Float32Array.from({ length: 10 }, (_, index) => (index % 3 === 2 ? 0 : 1)), shape: [2, 5] },
  };
  const result = await lossAndGradients(reference, batch, ({ input, targets, weights }) => {
    const embedded = embeddingLayer(input, 'tokens', 7, 6);
    const attended = selfAttentionLayer(layerNormLayer(embedded, 'attentionNorm'), 'attention', 2, {
      mask: causalMask(input.graph, 5),
    });
    const hidden = add(embedded, attended);
    const wide = gelu(dense(layerNormLayer(hidden, 'feedForwardNorm'), 'wide', 8));
    const output = add(hidden, dense(wide, 'narrow', 6));
    const table = input.graph.parameter('tokens.table', [7, 6]);
    const logits = matrixProduct(output, table, { transposeRight: true });
    return crossEntropy(logits, targets, { weights, labelSmoothing: 0.1 });
  });
  expect(result.loss).toBeCloseTo(reference.loss, 6);
  expect(result.gradientError).toBeLessThan(2e-6);
});

async function lossAndGradients(
  reference: Reference,
  batch: Record<string, TensorData>,
  write: (inputs: Record<string, Value>) => Value,
): Promise<{ loss: number; gradientError: number }> {
  const graph = new Graph({ mode: 'training' });
  const inputs = Object.entries(batch).map(([name, { data, shape }]) => {
    return [name, graph.input(name, shape, data instanceof Int32Array ? 'int32' : 'float32')] as const;
  });
  const loss = write(Object.fromEntries(inputs));
  const gradients = differentiate(
    loss,
    graph.parameters.map(({ value }) => value),
  );
  graph.output('loss', loss);
  graph.parameters.forEach(({ name }, index) => graph.output(`gradient.${name}`, gradients[index]));
  const weights = graph.parameters.map(({ name, shape }) => {
    return [name, { data: Float32Array.from(reference.weights[name]), shape }] as const;
  });
  const result = await evaluate(onnxRuntime(), graph, { ...batch, ...Object.fromEntries(weights) });

  expect(graph.parameters.map(({ name }) => name).sort()).toEqual(Object.keys(reference.gradients).sort());
  let [difference, size] = [0, 0];
  for (const [name, expected] of Object.entries(reference.gradients)) {
    const actual = result[`gradient.${name}`].data as Float32Array;
    expect(actual).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) {
      difference += (actual[index] - value) ** 2;
      size += value ** 2;
    }
  }
  return { loss: Number(result.loss.data[0]), gradientError: Math.sqrt(difference / size) };
}

function read(name: string): Reference {
  return JSON.parse(readFileSync(resolve('test/fixtures/training', `${name}.json`), 'utf8')) as Reference;
}
