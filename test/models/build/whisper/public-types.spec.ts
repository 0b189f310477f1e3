import type { WhisperDirectory } from '../../../../src/inference/whisper/model/whisper-directory.js';
import type { WhisperNetwork } from '../../../../src/inference/whisper/network/whisper-network.js';
import { withWhisperNetwork } from '../../../../src/inference/whisper/network/graph-network.js';
import { GraphSessions } from '../../../../src/inference/graph-sessions.js';
import * as t from '../../../../src/training/index.js';
import { type WhisperSizes } from './architecture.js';
import { decoderModel } from './export-decoder.js';
import { encoderModel } from './export-encoder.js';
import { decode, encode } from './network.js';
import type { Weights } from './onnx-draft.js';
import { inHalf, withByteWeights, withHalfValues } from './public-types.js';

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
const frames = 2 * sizes.sourcePositions;
const random = t.randomSource('public types');
const features = {
  data: Float32Array.from({ length: frames * sizes.melBands }, () => 2 * random() - 1),
  bands: sizes.melBands,
  frames,
};

function randomWeights(): Weights {
  const graph = new t.Graph();
  decode(graph.input('tokens', [1, 1], 'int32'), encode(graph.input('features', [1, frames, 80]), sizes), sizes);
  return new Map(
    graph.parameters.map(({ name, shape }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return [name, { shape, data: Float32Array.from({ length }, () => random() - 0.5) }];
    }),
  );
}

const model = {
  manifest: { name: 'whisper-random' },
  graphs: { encoder: 'encoder', decoder: 'decoder' },
  configuration: {
    layers: sizes.decoderLayers,
    heads: sizes.heads,
    headSize: sizes.channels / sizes.heads,
    positions: sizes.sourcePositions,
    vocabularySize: sizes.vocabulary,
    alignmentHeads: [
      [1, 0],
      [1, 1],
    ],
  },
} as unknown as WhisperDirectory;

/** Sessions whose files are in memory. */
class Files extends GraphSessions {
  constructor(private readonly files: Readonly<Record<string, t.OnnxModel>>) {
    super({ maxSessions: 2, maxBytes: 1, runtime: t.onnxRuntime() });
  }

  override async use<Result>(
    { path }: { readonly path: string },
    work: (graph: t.CompiledGraph) => Promise<Result>,
  ): Promise<Result> {
    const graph = await t.onnxRuntime().compile(t.writeModel(this.files[path]));
    try {
      return await work(graph);
    } finally {
      await graph.release();
    }
  }
}

/** Scores after a prompt and two more tokens, and where the heads looked. */
async function listen(network: WhisperNetwork): Promise<{ logits: number[]; attention: Float32Array[] }> {
  const run = network.startDecoding(await network.encode(features));
  const logits: number[] = [];
  let attention: readonly Float32Array[] = [];
  for (const tokens of [[3, 39, 0], [7], [12]]) {
    const step = await run.feed(tokens);
    logits.push(...step.logits);
    attention = step.attention;
  }
  return { logits, attention: [...attention] };
}

const cosine = (one: readonly number[], other: readonly number[]): number => {
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at], 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
};

describe('graphs with the types of the public exports', () => {
  const weights = randomWeights();
  const [encoder, decoder] = [encoderModel(weights, sizes), decoderModel(weights, sizes)];
  const heardWith = (files: { encoder: t.OnnxModel; decoder: t.OnnxModel }) =>
    withWhisperNetwork(model, new Files(files), listen);
  let exact: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    exact = await heardWith({ encoder, decoder });
  });

  it.each<[string, t.OnnxModel, t.OnnxModel, number]>([
    ['fp16', inHalf(encoder), inHalf(decoder), 0.999],
    ['float32 between fp16', withHalfValues(encoder), withHalfValues(decoder), 0.9999],
    ['fp16 of the decoder alone', encoder, inHalf(decoder), 0.999],
    ['fp16 of the encoder alone', inHalf(encoder), decoder, 0.999],
    ['q8', withByteWeights(encoder), withByteWeights(decoder), 0.95],
    ['q8 in fp16', withHalfValues(withByteWeights(encoder)), withHalfValues(withByteWeights(decoder)), 0.95],
  ])('run in %s', async (_name, encoderFile, decoderFile, least) => {
    const { logits, attention } = await heardWith({ encoder: encoderFile, decoder: decoderFile });
    expect(logits).toHaveLength(exact.logits.length);
    expect(logits).not.toEqual(exact.logits);
    expect(cosine(logits, exact.logits)).toBeGreaterThan(least);
    expect(attention).toHaveLength(2);
    for (const row of attention) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
  });
});
