import {
  add,
  dense,
  gelu,
  layerNormLayer,
  meanSquaredError,
  type Model,
  selfAttentionLayer,
  type Value,
} from '../../src/training/index.js';

export const channels = 512;
export const heads = 8;
export const positions = 1500;

/** An encoder layer of Whisper-base (Radford et al., 2022), pre-norm: 3.15 million parameters. */
export function encoderLayer(input: Value): Value {
  const attended = add(input, selfAttentionLayer(layerNormLayer(input, 'attentionNorm'), 'attention', heads));
  const wide = gelu(dense(layerNormLayer(attended, 'feedForwardNorm'), 'wide', 4 * channels));
  return add(attended, dense(wide, 'narrow', channels));
}

export const encoderModel: Model = (_, { input, targets }) => ({
  loss: meanSquaredError(encoderLayer(input), targets),
});
