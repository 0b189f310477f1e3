import { Graph } from '../graph/graph.js';
import { type FloatTensor } from '../graph/tensor-data.js';
import { type Value } from '../graph/value.js';
import { writeModel } from '../onnx/model-writer.js';

/**
 * Writes a trained model as an ONNX file of its own, weights included, dropout off. Shapes are fixed to those that `write` gives
 * to its inputs. A model holds at most 2 GB.
 *
 * @param weights as `Trainer.parameters()` or a safetensors file gives them
 * @param write declares the inputs with `graph.input` and returns the outputs by name
 */
export function exportModel(
  weights: ReadonlyMap<string, FloatTensor>,
  write: (graph: Graph) => Readonly<Record<string, Value>>,
): Uint8Array {
  const graph = new Graph({ mode: 'inference', weights });
  for (const [name, value] of Object.entries(write(graph))) graph.output(name, value);
  return writeModel(graph.model());
}
