import * as t from '../../../../src/training/index.js';
import { type WhisperSizes } from './architecture.js';
import { exportDecoder } from './export-decoder.js';
import { exportEncoder } from './export-encoder.js';
import { decode, encode } from './network.js';
import { type Weights } from './onnx-draft.js';

const sizes: WhisperSizes = {
  melBands: 80,
  channels: 16,
  heads: 2,
  feedForward: 32,
  encoderLayers: 2,
  decoderLayers: 2,
  vocabulary: 40,
  sourcePositions: 30,
  targetPositions: 12,
};
const runtime = t.onnxRuntime();
const random = t.randomSource('export');
const frames = 2 * sizes.sourcePositions;
const bands = Float32Array.from({ length: frames * sizes.melBands }, () => 2 * random() - 1);
const tokens = [3, 39, 0, 7, 7, 12, 1];
const CACHE = [0, 1].flatMap((layer) =>
  ['decoder', 'encoder'].flatMap((side) => ['key', 'value'].map((part) => `${layer}.${side}.${part}`)),
);

/** Random weights that half precision holds exactly, so that only the graphs can differ. */
function randomWeights(): Weights {
  const graph = new t.Graph();
  decode(graph.input('tokens', [1, 1], 'int32'), encode(graph.input('features', [1, frames, 80]), sizes), sizes);
  return new Map(
    graph.parameters.map(({ name, shape }) => {
      const data = Float32Array.from(
        { length: shape.reduce((product, size) => product * size, 1) },
        () => random() - 0.4,
      );
      return [name, { shape, data: t.fromFloat16(t.toFloat16(data)) }];
    }),
  );
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual).toHaveLength(expected.length);
  const difference = Array.from(actual).reduce(
    (most, value, index) => Math.max(most, Math.abs(value - expected[index])),
    0,
  );
  expect(difference).toBeLessThan(1e-4);
}

it('exports what was trained: the same states, logits and attentions, in one call and in several', async () => {
  const weights = randomWeights();
  const graph = new t.Graph({ mode: 'inference', weights });
  const heard = encode(graph.input('features', [1, frames, 80]), sizes);
  const { logits, crossScores } = decode(graph.input('tokens', [1, tokens.length], 'int32'), heard, sizes);
  graph.output('heard', heard);
  graph.output('logits', logits);
  graph.output('attention', t.softmax(crossScores[1]));
  const expected = await t.evaluate(runtime, graph, {
    features: { data: bands, shape: [1, frames, 80] },
    tokens: { data: Int32Array.from(tokens), shape: [1, tokens.length] },
  });

  const encoder = await runtime.compile(exportEncoder(weights, sizes));
  const turned = Float32Array.from(bands, (_, index) => bands[(index % frames) * 80 + Math.floor(index / frames)]);
  const features = { input_features: { data: turned, shape: [1, 80, frames] } };
  const { last_hidden_state: state } = await encoder.run(features, { last_hidden_state: undefined });
  expectClose(state.data as Float32Array, expected.heard.data as Float32Array);

  const decoder = await runtime.compile(exportDecoder(weights, sizes));
  for (const parts of [[7], [1, 1, 5], [4, 1, 1, 1]]) {
    const { allLogits, attention } = await decodeInParts(decoder, state, parts);
    expectClose(allLogits, expected.logits.data as Float32Array);
    const row = attention.subarray(-sizes.sourcePositions);
    expectClose(row, (expected.attention.data as Float32Array).subarray(-sizes.sourcePositions));
  }
  await encoder.release();
  await decoder.release();
});

async function decodeInParts(decoder: t.CompiledGraph, heard: t.TensorData, parts: readonly number[]) {
  const empty: t.TensorData = { data: new Float32Array(0), shape: [1, sizes.heads, 0, sizes.channels / sizes.heads] };
  let past = Object.fromEntries(CACHE.map((name) => [`past_key_values.${name}`, empty]));
  const wanted = ['logits', 'cross_attentions.1', ...CACHE.map((name) => `present.${name}`)];
  const allLogits: number[] = [];
  let attention = new Float32Array(0);
  let fed = 0;
  for (const count of parts) {
    const ids = tokens.slice(fed, fed + count);
    const results = await decoder.run(
      {
        input_ids: { data: BigInt64Array.from(ids, BigInt), shape: [1, count] },
        encoder_hidden_states: heard,
        use_cache_branch: { data: Uint8Array.of(fed === 0 ? 0 : 1), shape: [1] },
        ...past,
      },
      Object.fromEntries(wanted.map((name) => [name, undefined])),
    );
    allLogits.push(...(results.logits.data as Float32Array));
    attention = results['cross_attentions.1'].data as Float32Array<ArrayBuffer>;
    past = Object.fromEntries(CACHE.map((name) => [`past_key_values.${name}`, results[`present.${name}`]]));
    fed += count;
  }
  return { allLogits, attention };
}
