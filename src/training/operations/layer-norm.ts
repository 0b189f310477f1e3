import { checkNumber } from '../check-arguments.js';
import { checkShapeIs } from '../graph/check-values.js';
import { type Value } from '../graph/value.js';
import { multiply, subtract } from './arithmetic.js';
import { mean } from './reductions.js';
import { sumToShape } from './sum-to-shape.js';

/**
 * Brings the last axis to mean 0 and variance 1, then scales and shifts it.
 *
 * Source: Ba, Kiros and Hinton, Layer Normalization, 2016.
 *
 * @param input `[…, channels]`
 * @param scale `[channels]`
 * @param shift `[channels]`
 */
export function layerNorm(input: Value, scale: Value, shift: Value, epsilon = 1e-5): Value {
  const channels = input.shape.slice(-1);
  checkShapeIs('scale', scale, channels);
  checkShapeIs('shift', shift, channels);
  checkNumber('epsilon', epsilon, 0, 1);
  const { graph } = input;
  const statistic = { shape: [...input.shape.slice(0, -1), 1] };
  const [output, centre, inverseDeviation] = graph.addNode(
    'LayerNormalization',
    [input, scale, shift],
    [{ shape: input.shape }, statistic, statistic],
    { attributes: { axis: { int: -1 }, epsilon: { float: epsilon } } },
  );
  const normalised = () => multiply(subtract(input, centre), inverseDeviation);
  return graph.record([input, scale, shift], output, [
    (gradient) => throughNormalisation(multiply(gradient, scale), normalised(), inverseDeviation),
    (gradient) => sumToShape(multiply(gradient, normalised()), channels),
    (gradient) => sumToShape(gradient, channels),
  ]);
}

/** Takes from a gradient what a change of mean or deviation would undo. */
function throughNormalisation(gradient: Value, normalised: Value, inverseDeviation: Value): Value {
  const last = { axes: [-1], keepAxes: true };
  const along = multiply(normalised, mean(multiply(gradient, normalised), last));
  return multiply(subtract(subtract(gradient, mean(gradient, last)), along), inverseDeviation);
}
