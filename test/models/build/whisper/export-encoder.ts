import { type FloatTensor, type OnnxModel, writeModel } from '../../../../src/training/index.js';
import { sinusoids, type WhisperSizes } from './architecture.js';
import { WhisperLayers } from './layers.js';
import { OnnxDraft, type Weights } from './onnx-draft.js';

/**
 * `encoder_model.onnx` with the inputs and outputs of the public exports of Whisper: `input_features` of `[batch, bands, frames]` to
 * `last_hidden_state`. As theirs, it takes whole windows only.
 * @param weights as `network.ts` names them
 */
export const exportEncoder = (weights: Weights, sizes: WhisperSizes): Uint8Array =>
  writeModel(encoderModel(weights, sizes));

/** The graph of that file. */
export function encoderModel(weights: Weights, sizes: WhisperSizes): OnnxModel {
  const { melBands, channels, sourcePositions, encoderLayers } = sizes;
  const kernels = ['conv1', 'conv2'].map((name) => `model.encoder.${name}.weight`);
  const draft = new OnnxDraft(
    new Map([...weights, ...kernels.map((name) => [name, asKernel(weights.get(name)!)] as const)]),
  );
  const layers = new WhisperLayers(draft, sizes);
  const features = draft.input('input_features', ['batch_size', melBands, 'encoder_sequence_length']);
  const convolve = (input: string, name: string, stride: number): string => {
    const parts = [draft.weight(`model.encoder.${name}.weight`), draft.weight(`model.encoder.${name}.bias`)];
    const attributes = { kernel_shape: { ints: [3] }, pads: { ints: [1, 1] }, strides: { ints: [stride] } };
    return draft.node('Gelu', [draft.node('Conv', [input, ...parts], attributes)]);
  };
  const heard = convolve(convolve(features, 'conv1', 1), 'conv2', 2);
  const positions = draft.floats(sinusoids(sourcePositions, channels), [1, sourcePositions, channels]);
  let hidden = layers.add(draft.node('Transpose', [heard], { perm: { ints: [0, 2, 1] } }), positions);
  for (let layer = 0; layer < encoderLayers; layer++) {
    const name = `model.encoder.layers.${layer}`;
    const normal = layers.norm(hidden, `${name}.self_attn_layer_norm`);
    const keys = layers.splitHeads(layers.dense(normal, `${name}.self_attn.k_proj`, { bias: false }));
    const values = layers.splitHeads(layers.dense(normal, `${name}.self_attn.v_proj`));
    const queries = layers.dense(normal, `${name}.self_attn.q_proj`);
    hidden = layers.add(hidden, layers.attend(queries, [keys, values], `${name}.self_attn.out_proj`));
    hidden = layers.add(hidden, layers.feedForward(hidden, name));
  }
  const last = layers.norm(hidden, 'model.encoder.layer_norm');
  draft.node('Identity', [last], {}, 'last_hidden_state');
  draft.output('last_hidden_state', ['batch_size', sourcePositions, channels]);
  return draft.model();
}

/** `[taps, inputs, outputs]` to `[outputs, inputs, taps]`. */
function asKernel({ data, shape: [taps, inputs, outputs] }: FloatTensor): FloatTensor {
  const kernel = new Float32Array(data.length);
  for (let tap = 0; tap < taps; tap++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        kernel[(output * inputs + input) * taps + tap] = data[(tap * inputs + input) * outputs + output];
      }
    }
  }
  return { data: kernel, shape: [outputs, inputs, taps] };
}
