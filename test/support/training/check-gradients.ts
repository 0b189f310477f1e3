import { differentiate } from '../../../src/training/graph/differentiate.js';
import { Graph } from '../../../src/training/graph/graph.js';
import { elementCount, type Shape } from '../../../src/training/graph/shape.js';
import { type FloatTensor, type TensorData } from '../../../src/training/graph/tensor-data.js';
import { type Value } from '../../../src/training/graph/value.js';
import { writeModel } from '../../../src/training/onnx/model-writer.js';
import { multiply } from '../../../src/training/operations/arithmetic.js';
import { sum } from '../../../src/training/operations/reductions.js';
import { randomSource } from '../../../src/training/randomness/random-source.js';
import { type CompiledGraph } from '../../../src/training/run/graph-runtime.js';
import { onnxRuntime } from '../../../src/training/run/onnx-runtime.js';

/** Numbers for an operation: a shape for random ones of -1..1, or a range, or the tensor itself. */
export type Sample = Shape | { shape: Shape; from: number; to: number } | TensorData;

/**
 * Largest difference between the gradients of an operation and central differences of it, relative to the largest
 * gradient. The output is weighted with random numbers and added up here, in float64.
 *
 * @param samples inputs by name; float inputs are differentiated
 */
export async function gradientError(
  samples: Readonly<Record<string, Sample>>,
  operation: (inputs: Readonly<Record<string, Value>>, graph: Graph) => Value,
): Promise<number> {
  const random = randomSource('gradients', JSON.stringify(Object.values(samples)));
  const feeds = Object.fromEntries(Object.entries(samples).map(([name, sample]) => [name, draw(sample, random)]));
  const floats = Object.entries(feeds).flatMap(([name, { data }]) =>
    data instanceof Float32Array ? [{ name, data }] : [],
  );

  const forward = new Graph({ mode: 'training' });
  const output = operation(declare(forward, feeds), forward);
  forward.output('output', output);
  const weights: FloatTensor = { shape: output.shape, data: uniform(elementCount(output.shape), -1, 1, random) };

  const backward = new Graph({ mode: 'training' });
  const inputs = declare(backward, feeds);
  const loss = sum(multiply(operation(inputs, backward), backward.constant(weights)));
  const gradients = differentiate(
    loss,
    floats.map(({ name }) => inputs[name]),
  );
  gradients.forEach((gradient, index) => backward.output(`gradient_${index}`, gradient));

  const compiled = await compile(forward);
  const results = await runOnce(backward, feeds);
  let [difference, largest] = [0, 1e-3];
  for (const [index, { data }] of floats.entries()) {
    const gradient = results[`gradient_${index}`].data as Float32Array;
    for (let position = 0; position < data.length; position++) {
      const numeric = await slope(data, position, async () => {
        const { output: after } = await compiled.run(feeds, { output: undefined });
        return dot(after.data as Float32Array, weights.data);
      });
      difference = Math.max(difference, Math.abs(numeric - gradient[position]));
      largest = Math.max(largest, Math.abs(numeric));
    }
  }
  await compiled.release();
  return difference / largest;
}

/** Five-point central difference; its step is wide because the function is computed in float32. */
async function slope(data: Float32Array, position: number, compute: () => Promise<number>): Promise<number> {
  const middle = data[position];
  const step = 0.01;
  const at = async (distance: number) => {
    data[position] = middle + distance;
    return { value: await compute(), position: data[position] };
  };
  const [wideBack, back, on, wideOn] = [await at(-2 * step), await at(-step), await at(step), await at(2 * step)];
  data[position] = middle;
  const near = (on.value - back.value) / (on.position - back.position);
  const far = (wideOn.value - wideBack.value) / (wideOn.position - wideBack.position);
  return (4 * near - far) / 3;
}

function declare(graph: Graph, feeds: Record<string, TensorData>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { data, shape }]) => [
      name,
      data instanceof Float32Array
        ? graph.parameter(name, shape)
        : graph.input(name, shape, data instanceof Int32Array ? 'int32' : 'bool'),
    ]),
  );
}

function draw(sample: Sample, random: () => number): TensorData {
  if ('data' in sample) return sample;
  const { shape, from, to } = 'shape' in sample ? sample : { shape: sample, from: -1, to: 1 };
  return { shape, data: uniform(elementCount(shape), from, to, random) };
}

function uniform(count: number, from: number, to: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, () => from + (to - from) * random());
}

function dot(left: Float32Array, right: Float32Array): number {
  return left.reduce((total, value, index) => total + value * right[index], 0);
}

function compile(graph: Graph): Promise<CompiledGraph> {
  return onnxRuntime().compile(writeModel(graph.model()));
}

async function runOnce(graph: Graph, feeds: Record<string, TensorData>): Promise<Record<string, TensorData>> {
  const compiled = await compile(graph);
  const results = await compiled.run(feeds, Object.fromEntries(graph.outputs.map(({ name }) => [name, undefined])));
  await compiled.release();
  return results;
}
