import { type Graph } from '../graph/graph.js';
import { type TensorData } from '../graph/tensor-data.js';
import { writeModel } from '../onnx/model-writer.js';
import { type GraphRuntime } from './graph-runtime.js';

/** Compiles a graph, runs it once and releases it: for experiments and tests. */
export async function evaluate(
  runtime: GraphRuntime,
  graph: Graph,
  feeds: Readonly<Record<string, TensorData>>,
): Promise<Record<string, TensorData>> {
  const compiled = await runtime.compile(writeModel(graph.model()));
  try {
    return await compiled.run(feeds, Object.fromEntries(graph.outputs.map(({ name }) => [name, undefined])));
  } finally {
    await compiled.release();
  }
}
