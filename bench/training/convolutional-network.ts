import {
  add,
  binaryCrossEntropy,
  convolutionLayer,
  dense,
  layerNormLayer,
  maxPool,
  type Model,
  relu,
  reshape,
  temporalConvolutionLayer,
  transpose,
  type Value,
} from '../../src/training/index.js';

export const batchSize = 8;
export const bands = 80;
export const frames = 1000;

/** Three convolutions that pool the bands, a projection, four dilated convolutions over time, three scores a frame: 405,411 parameters. */
export function convolutionalNetwork(logMel: Value): Value {
  const [batch, height, time] = logMel.shape;
  let picture = reshape(logMel, [batch, 1, height, time]);
  for (const [index, channels] of [16, 32, 48].entries()) {
    picture = maxPool(relu(convolutionLayer(picture, `picture${index}`, channels, 3)), [2, 1]);
  }
  const rows = reshape(transpose(picture, [0, 3, 1, 2]), [batch, time, -1]);
  let hidden = relu(dense(rows, 'projection', 160));
  for (const [index, dilation] of [1, 2, 4, 8].entries()) {
    const normalised = layerNormLayer(hidden, `norm${index}`);
    hidden = add(hidden, relu(temporalConvolutionLayer(normalised, `time${index}`, 160, 3, { dilation })));
  }
  return dense(hidden, 'scores', 3);
}

export const convolutionalModel: Model = (_, { logMel, targets }) => ({
  loss: binaryCrossEntropy(convolutionalNetwork(logMel), targets),
});
