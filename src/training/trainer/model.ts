import { type Graph } from '../graph/graph.js';
import { type TensorData } from '../graph/tensor-data.js';
import { type Value } from '../graph/value.js';

/** Tensors of one step by name. Batches of equal shapes share a compiled graph. */
export type Batch = Readonly<Record<string, TensorData>>;

/** What a model makes of a batch. */
export interface ModelOutputs {
  /** The scalar that training makes small. */
  readonly loss: Value;
  /** Other scalars to report. */
  readonly metrics?: Readonly<Record<string, Value>>;
}

/** Writes a model into a graph. It is called once for each combination of shapes of a batch. */
export type Model = (graph: Graph, batch: Readonly<Record<string, Value>>) => ModelOutputs;
