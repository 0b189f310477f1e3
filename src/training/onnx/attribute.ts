import { type OnnxModel } from './model-parts.js';

/** Value of a node attribute. ONNX tells integers from floats, JavaScript does not, hence the names. */
export type Attribute =
  | { int: number }
  | { float: number }
  | { ints: readonly number[] }
  | { string: string }
  /** A graph inside the node, as the branches of `If` are; it sees the values of the graph around it. */
  | { graph: OnnxModel };

export type Attributes = Readonly<Record<string, Attribute>>;
