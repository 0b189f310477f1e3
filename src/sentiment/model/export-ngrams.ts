import type { OnnxInitializer, OnnxNode } from '../../training/index.js';
import { writeModel } from '../../training/index.js';
import { SENTIMENT_CLASSES } from '../sentiment-class.js';
import type { Calibration } from '../learning/calibrate.js';
import type { LinearModel } from '../learning/fit-logistic.js';

const SIZE = SENTIMENT_CLASSES.length;
const LARGEST_INT8 = 127;

const bytesOf = (array: Float32Array | Int8Array): Uint8Array => new Uint8Array(array.buffer);

/**
 * The ONNX file of a linear model: `rows` (int64, numbers of weights) and `values` (float32, of the same length) → `probabilities` (float32, 3).
 * Weights are stored as bytes (int8) with one scale a class, 3 bytes a feature; the calibration is part of scales and biases.
 * @param model of `bucketCount` rows
 */
export function exportNgrams({ weights, biases }: LinearModel, { sharpness, offsets }: Calibration): Uint8Array {
  const largest = SENTIMENT_CLASSES.map((_, each) => largestOf(weights, each));
  const scales = largest.map((weight) => (weight === 0 ? 1 : weight / LARGEST_INT8));
  const stored = Int8Array.from(weights, (weight, place) => Math.round(weight / scales[place % SIZE]));
  const constants: OnnxInitializer[] = [
    { name: 'weights', dataType: 'int8', shape: [weights.length / SIZE, SIZE], bytes: bytesOf(stored) },
    vector(
      'scales',
      scales.map((scale) => scale * sharpness),
    ),
    vector(
      'biases',
      biases.map((bias, each) => bias * sharpness + offsets[each]),
    ),
  ];
  const nodes = [
    node('Gather', ['weights', 'rows'], 'picked'),
    { ...node('Cast', ['picked'], 'widened'), attributes: { to: { int: 1 } } },
    node('MatMul', ['values', 'widened'], 'summed'),
    node('Mul', ['summed', 'scales'], 'scaled'),
    node('Add', ['scaled', 'biases'], 'scores'),
    node('Softmax', ['scores'], 'probabilities'),
  ];
  return writeModel({
    nodes,
    initializers: constants,
    inputs: [
      { name: 'rows', dataType: 'int64', shape: ['features'] },
      { name: 'values', dataType: 'float32', shape: ['features'] },
    ],
    outputs: [{ name: 'probabilities', dataType: 'float32', shape: [SIZE] }],
  });
}

const vector = (name: string, numbers: readonly number[]): OnnxInitializer => ({
  name,
  dataType: 'float32',
  shape: [numbers.length],
  bytes: bytesOf(Float32Array.from(numbers)),
});

const node = (operator: string, inputs: readonly string[], output: string): OnnxNode => ({
  operator,
  domain: '',
  name: output,
  inputs,
  outputs: [output],
  attributes: {},
});

function largestOf(weights: Float32Array, each: number): number {
  let largest = 0;
  for (let place = each; place < weights.length; place += SIZE) largest = Math.max(largest, Math.abs(weights[place]));
  return largest;
}
