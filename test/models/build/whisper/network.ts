import * as t from '../../../../src/training/index.js';
import { sinusoids, type WhisperSizes } from './architecture.js';
import { cepstralFilters } from './cepstral-filters.js';
import { type Listening, listeningAt } from './local-attention.js';

/** First frequencies of heads that listen sharply, and of those that listen around. */
const [SHARP, WIDE] = [0, 10];
/** Positions that the first layer's heads listen earlier and later; each layer twice as far as the one before. */
const NEAREST = 3;

/**
 * Whisper's encoder (Radford et al., 2022). Parameters have the names of the Hugging Face implementation, but matrices are `[inputs,
 * outputs]`, kernels `[taps, inputs, outputs]`, and norms have `scale` and `shift`.
 * @param features log-mel, `[batch, frames, bands]`, an even number of frames
 * @returns `[batch, frames / 2, channels]`
 */
export function encode(features: t.Value, sizes: WhisperSizes): t.Value {
  const { channels, encoderLayers } = sizes;
  const { graph, shape } = features;
  const [, frames, bands] = shape;
  const kernel = graph.parameter('model.encoder.conv1.weight', [3, bands, channels], { initialiser: cepstralFilters });
  const once = t.gelu(t.temporalConvolution(features, kernel, graph.parameter('model.encoder.conv1.bias', [channels])));
  const twice = t.temporalConvolutionLayer(once, 'model.encoder.conv2', channels, 3);
  const positions = graph.constant({ data: sinusoids(frames / 2, channels), shape: [1, frames / 2, channels] });
  let hidden = t.add(t.gelu(t.slice(twice, 1, 0, frames, 2)), positions);
  for (let layer = 0; layer < encoderLayers; layer++) {
    const name = `model.encoder.layers.${layer}`;
    const heard = t.layerNormLayer(hidden, `${name}.self_attn_layer_norm`);
    const first = firstAttention(NEAREST * 2 ** layer, sizes);
    hidden = t.add(hidden, attend(heard, heard, `${name}.self_attn`, sizes, { first }).output);
    hidden = t.add(hidden, feedForwardLayers(hidden, name, sizes));
  }
  return t.layerNormLayer(hidden, 'model.encoder.layer_norm');
}

export interface Decoded {
  /** `[batch, positions, vocabulary]`. */
  readonly logits: t.Value;
  /** Scores of cross-attention before softmax, of each layer: `[batch, heads, positions, encoder positions]`. */
  readonly crossScores: readonly t.Value[];
}

/**
 * Whisper's decoder for a whole sequence at once.
 * @param tokens `[batch, positions]`
 * @param encoded what {@link encode} gives
 */
export function decode(tokens: t.Value, encoded: t.Value, sizes: WhisperSizes): Decoded {
  const { channels, decoderLayers, vocabulary, targetPositions } = sizes;
  const { graph, shape } = tokens;
  const [, length] = shape;
  const initialiser = t.normalOf(0.1);
  const table = graph.parameter('model.decoder.embed_tokens.weight', [vocabulary, channels], { initialiser });
  const places = graph.parameter('model.decoder.embed_positions.weight', [targetPositions, channels], { initialiser });
  const mask = t.causalMask(graph, length);
  let hidden = t.add(t.embedding(table, tokens), t.slice(places, 0, 0, length));
  const crossScores: t.Value[] = [];
  for (let layer = 0; layer < decoderLayers; layer++) {
    const name = `model.decoder.layers.${layer}`;
    const written = t.layerNormLayer(hidden, `${name}.self_attn_layer_norm`);
    hidden = t.add(hidden, attend(written, written, `${name}.self_attn`, sizes, { mask }).output);
    const asking = t.layerNormLayer(hidden, `${name}.encoder_attn_layer_norm`);
    const { output, scores } = attend(asking, encoded, `${name}.encoder_attn`, sizes);
    crossScores.push(scores);
    hidden = t.add(hidden, output);
    hidden = t.add(hidden, feedForwardLayers(hidden, name, sizes));
  }
  const last = t.layerNormLayer(hidden, 'model.decoder.layer_norm');
  return { logits: t.linear(last, table, undefined, { transposed: true }), crossScores };
}

interface AttendOptions {
  readonly mask?: t.Value;
  /** First numbers of the projections of queries and keys. */
  readonly first?: { readonly queries: t.Initialiser; readonly keys: t.Initialiser };
}

function attend(
  asking: t.Value,
  asked: t.Value,
  name: string,
  { channels, heads }: WhisperSizes,
  { mask, first }: AttendOptions = {},
): { output: t.Value; scores: t.Value } {
  const queries = t.dense(asking, `${name}.q_proj`, channels, { initialiser: first?.queries });
  const keys = t.dense(asked, `${name}.k_proj`, channels, { bias: false, initialiser: first?.keys });
  const values = t.dense(asked, `${name}.v_proj`, channels);
  const scale = (channels / heads) ** -0.5;
  const product = t.matrixProduct(splitHeads(queries, heads), splitHeads(keys, heads), { transposeRight: true, scale });
  const scores = mask ? t.add(product, mask) : product;
  const attended = t.matrixProduct(t.softmax(scores), splitHeads(values, heads));
  const joined = t.reshape(t.transpose(attended, [0, 2, 1, 3]), asking.shape);
  return { output: t.dense(joined, `${name}.out_proj`, channels), scores };
}

/** The first three heads listen earlier, later and around; the others begin at random. */
function firstAttention(offset: number, sizes: WhisperSizes): AttendOptions['first'] {
  const heads = (listening: readonly Listening[]) =>
    Array.from({ length: sizes.heads }, (_, head) => listening[head] as Listening | undefined);
  const places = [
    { offset: -offset, lowest: SHARP },
    { offset, lowest: SHARP },
    { offset: 0, lowest: WIDE },
  ];
  return {
    queries: listeningAt(heads(places), sizes),
    keys: listeningAt(heads(places.map(({ lowest }) => ({ lowest, offset: 0 }))), sizes),
  };
}

function splitHeads(value: t.Value, heads: number): t.Value {
  const [batch, time, channels] = value.shape;
  return t.transpose(t.reshape(value, [batch, time, heads, channels / heads]), [0, 2, 1, 3]);
}

function feedForwardLayers(hidden: t.Value, name: string, { channels, feedForward }: WhisperSizes): t.Value {
  const normal = t.layerNormLayer(hidden, `${name}.final_layer_norm`);
  return t.dense(t.gelu(t.dense(normal, `${name}.fc1`, feedForward)), `${name}.fc2`, channels);
}
