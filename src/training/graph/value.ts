import { type DataType } from '../onnx/data-type.js';
import { type Graph } from './graph.js';
import { type Shape } from './shape.js';

/** A tensor that the graph will hold when it runs: its name and type, not its numbers. */
export interface Value {
  readonly graph: Graph;
  readonly name: string;
  readonly shape: Shape;
  /** Count of axes. */
  readonly rank: number;
  readonly dataType: DataType;
  /** Whether a trainable parameter has a part in it; set by the graph. Gradients are written only for such values. */
  requiresGradient: boolean;
}
