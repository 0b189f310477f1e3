import { type Attributes } from '../onnx/attribute.js';
import { type Shape } from '../graph/shape.js';
import { type Value } from '../graph/value.js';
import { type SpatialWindow } from './spatial-options.js';

export interface GroupedWindow extends SpatialWindow {
  readonly groups: number;
}

/** ONNX Conv. Not differentiated. */
export function convolutionNode(
  input: Value,
  weight: Value,
  bias: Value | undefined,
  window: Pick<GroupedWindow, 'kernel' | 'strides' | 'dilations' | 'before' | 'after' | 'groups'>,
  shape: Shape,
): Value {
  return input.graph.node('Conv', bias ? [input, weight, bias] : [input, weight], shape, {
    attributes: convolutionAttributes(window),
  });
}

export function convolutionAttributes(
  window: Pick<GroupedWindow, 'kernel' | 'strides' | 'dilations' | 'before' | 'after' | 'groups'>,
): Attributes {
  return {
    kernel_shape: { ints: window.kernel },
    strides: { ints: window.strides },
    dilations: { ints: window.dilations },
    pads: { ints: [...window.before, ...window.after] },
    group: { int: window.groups },
  };
}
