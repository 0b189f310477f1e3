import { type OnnxModel, writeModel } from '../../../../src/training/index.js';
import { type WhisperSizes } from './architecture.js';
import { WhisperLayers } from './layers.js';
import { OnnxDraft, type Weights } from './onnx-draft.js';

const LOOK_AWAY = -1e9;

/**
 * `decoder_model_merged.onnx` with the inputs and outputs of the public exports of Whisper with attentions: one graph for the first
 * call (`use_cache_branch` false, empty past) and for those after it (true, past of the calls before).
 * @param weights as `network.ts` names them
 */
export const exportDecoder = (weights: Weights, sizes: WhisperSizes): Uint8Array =>
  writeModel(decoderModel(weights, sizes));

/** The graph of that file. */
export function decoderModel(weights: Weights, sizes: WhisperSizes): OnnxModel {
  const { channels, heads, vocabulary, decoderLayers } = sizes;
  const headSize = channels / heads;
  const draft = new OnnxDraft(weights);
  const layers = new WhisperLayers(draft, sizes);
  const tokens = draft.input('input_ids', ['batch_size', 'decoder_sequence_length'], 'int64');
  const heard = draft.input('encoder_hidden_states', ['batch_size', 'encoder_sequence_length', channels]);
  const pastShape = (length: string) => ['batch_size', heads, length, headSize];
  for (let layer = 0; layer < decoderLayers; layer++) {
    for (const [side, length] of [
      ['decoder', 'past_decoder_sequence_length'],
      ['encoder', 'encoder_sequence_length_out'],
    ]) {
      for (const part of ['key', 'value']) draft.input(`past_key_values.${layer}.${side}.${part}`, pastShape(length));
    }
  }
  const isLater = draft.input('use_cache_branch', [1], 'bool');
  const { positions, mask } = places(draft, tokens);
  const table = draft.weight('model.decoder.embed_tokens.weight');
  const embedded = draft.node('Gather', [table, tokens], { axis: { int: 0 } });
  const where = draft.node('Gather', [draft.weight('model.decoder.embed_positions.weight'), positions], {
    axis: { int: 0 },
  });
  let hidden = layers.add(embedded, where);
  draft.output('logits', ['batch_size', 'decoder_sequence_length', vocabulary]);
  for (let layer = 0; layer < decoderLayers; layer++) {
    const name = `model.decoder.layers.${layer}`;
    const output = (side: string, part: string, length: string): string => {
      draft.output(`present.${layer}.${side}.${part}`, pastShape(length));
      return `present.${layer}.${side}.${part}`;
    };
    const project = (input: string, block: string, part: string): string =>
      layers.splitHeads(layers.dense(input, `${name}.${block}.${part[0]}_proj`, { bias: part !== 'key' }));
    const written = layers.norm(hidden, `${name}.self_attn_layer_norm`);
    const known = (part: string): string => {
      const parts = [`past_key_values.${layer}.decoder.${part}`, project(written, 'self_attn', part)];
      return draft.node(
        'Concat',
        parts,
        { axis: { int: 2 } },
        output('decoder', part, 'total_decoder_sequence_length'),
      );
    };
    const selfQueries = layers.dense(written, `${name}.self_attn.q_proj`);
    const selfParts = [known('key'), known('value')] as const;
    hidden = layers.add(hidden, layers.attend(selfQueries, selfParts, `${name}.self_attn.out_proj`, { mask }));
    const asking = layers.norm(hidden, `${name}.encoder_attn_layer_norm`);
    // What was heard stays the same: later calls take its keys and values from the first.
    const remembered = (part: string): string =>
      draft.choose(
        isLater,
        () => `past_key_values.${layer}.encoder.${part}`,
        () => project(heard, 'encoder_attn', part),
        pastShape('encoder_sequence_length_out'),
        output('encoder', part, 'encoder_sequence_length_out'),
      );
    const queries = layers.dense(asking, `${name}.encoder_attn.q_proj`);
    const cross = [remembered('key'), remembered('value')] as const;
    const attention = { weights: `cross_attentions.${layer}` };
    hidden = layers.add(hidden, layers.attend(queries, cross, `${name}.encoder_attn.out_proj`, attention));
    hidden = layers.add(hidden, layers.feedForward(hidden, name));
  }
  for (let layer = 0; layer < decoderLayers; layer++) {
    const length = 'encoder_sequence_length_out';
    draft.output(`cross_attentions.${layer}`, ['batch_size', heads, 'decoder_sequence_length', length]);
  }
  const turned = draft.node('Transpose', [table], { perm: { ints: [1, 0] } });
  draft.node('MatMul', [layers.norm(hidden, 'model.decoder.layer_norm'), turned], {}, 'logits');
  return draft.model();
}

/** Positions of the tokens that are put in, and a mask with which each sees itself and all before it. */
function places(draft: OnnxDraft, tokens: string): { positions: string; mask: string } {
  const lengthOf = (value: string, axis: number): string =>
    draft.node('Gather', [draft.node('Shape', [value]), draft.integers(axis)], { axis: { int: 0 } });
  const past = lengthOf('past_key_values.0.decoder.key', 2);
  const total = draft.node('Add', [past, lengthOf(tokens, 1)]);
  const range = (from: string): string => draft.node('Range', [from, total, draft.integers(1)]);
  const positions = range(past);
  const rows = draft.node('Unsqueeze', [positions, draft.integers([1])]);
  const isSeen = draft.node('LessOrEqual', [range(draft.integers(0)), rows]);
  return { positions, mask: draft.node('Where', [isSeen, draft.scalar(0), draft.scalar(LOOK_AWAY)]) };
}
