import { type TensorData } from '../graph/tensor-data.js';
import { type DataType } from '../onnx/data-type.js';

/** A graph that is ready to run. */
export interface CompiledGraph {
  /** Element type of each input, by name; `undefined` of one that this library does not know. */
  readonly inputs: ReadonlyMap<string, DataType | undefined>;
  readonly outputs: ReadonlySet<string>;
  /**
   * @param feeds a tensor for every input
   * @param outputs the outputs that are wanted; a tensor is written in place, `undefined` asks for a new one. A tensor must
   *   not be feed and output of one run.
   */
  run(
    feeds: Readonly<Record<string, TensorData>>,
    outputs: Readonly<Record<string, TensorData | undefined>>,
  ): Promise<Record<string, TensorData>>;
  release(): Promise<void>;
}

/** Makes graphs run. The library knows ONNX Runtime only through this. */
export interface GraphRuntime {
  /** @param model bytes of an ONNX file */
  compile(model: Uint8Array): Promise<CompiledGraph>;
}
