import { type Attributes } from './attribute.js';
import { type DataType } from './data-type.js';

/** One step of a graph: `outputs = operator(inputs)`. An empty input name stands for an input that is left out. */
export interface OnnxNode {
  readonly operator: string;
  /** Empty for the standard operators, `com.microsoft` for those of ONNX Runtime. */
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

/** Name and type of an input or output. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly dataType: DataType;
  /** A text instead of a number names a length that is only known when the graph runs. */
  readonly shape: readonly (number | string)[];
}

/** A constant that is stored inside the model; `bytes` are little-endian. */
export interface OnnxInitializer extends OnnxValueInfo {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Everything that a model file holds. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
}
