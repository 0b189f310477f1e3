import { type Value } from '../graph/value.js';
import { checkGroups, conv1d, conv2d, type ConvolutionOptions } from '../operations/convolution.js';
import { perAxis, type PerAxis } from '../operations/spatial-options.js';
import { temporalConvolution, type TemporalConvolutionOptions } from '../operations/temporal-convolution.js';
import { heNormal, normalOf } from '../randomness/initialisers.js';

/** {@link conv2d} or {@link conv1d}, as the input has axes, with parameters of its own: `name.weight` and `name.bias`. */
export function convolutionLayer(
  input: Value,
  name: string,
  outputs: number,
  kernel: PerAxis,
  options: ConvolutionOptions = { padding: 'same' },
): Value {
  const { graph } = input;
  const sizes = perAxis('kernel', kernel, input.rank - 2);
  const { groups = 1 } = options;
  checkGroups(groups, input.shape[1], outputs);
  const shape = [outputs, input.shape[1] / groups, ...sizes];
  const weight = graph.parameter(`${name}.weight`, shape, { initialiser: heNormal });
  const convolve = sizes.length === 1 ? conv1d : conv2d;
  return convolve(input, weight, graph.parameter(`${name}.bias`, [outputs]), options);
}

/** {@link temporalConvolution} with parameters of its own: `name.weight` and `name.bias`. */
export function temporalConvolutionLayer(
  input: Value,
  name: string,
  outputs: number,
  kernel: number,
  options: TemporalConvolutionOptions = {},
): Value {
  const { graph } = input;
  const channels = input.shape[2];
  const initialiser = normalOf(Math.sqrt(2 / (kernel * channels)));
  const weight = graph.parameter(`${name}.weight`, [kernel, channels, outputs], { initialiser });
  return temporalConvolution(input, weight, graph.parameter(`${name}.bias`, [outputs]), options);
}
